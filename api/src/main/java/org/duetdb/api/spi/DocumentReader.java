package org.duetdb.api.spi;

/**
 * The reads of one statement that reads more than one collection: all from the snapshot that it was
 * opened on, which it holds until it is closed. Not thread-safe.
 */
public interface DocumentReader extends AutoCloseable {
  /**
   * Opens a cursor, which ends with the reader at the latest.
   *
   * @param operation a read without a lock
   * @throws org.duetdb.api.error.DuetException 43 if the reader is closed, or its transaction has
   *     ended
   */
  DocumentCursor find(FindOperation operation, Object[] parameters);

  /** Idempotent. */
  @Override
  void close();
}

package org.duetdb.api;

import java.util.Iterator;

/**
 * The documents of one run of a query. Not thread-safe. Holds a snapshot until it is exhausted or
 * closed.
 */
public interface Cursor<T> extends Iterator<T>, AutoCloseable {
  /** Idempotent. */
  @Override
  void close();
}

package org.duetdb.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * The documents of a read, one at a time, all from one snapshot. Not thread-safe. Holds the
 * snapshot until it is exhausted or closed; an open cursor has a named age limit.
 */
public interface DocumentCursor extends AutoCloseable {
  /**
   * The next document, or null at the end: this is on the express path. The bytes must not be
   * changed.
   */
  byte @Nullable [] next();

  @Override
  void close();
}

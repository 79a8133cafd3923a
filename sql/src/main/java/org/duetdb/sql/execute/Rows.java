package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/** A stream of rows, read once by one thread. */
public interface Rows extends AutoCloseable {
  /** The values of a row that has not come yet. */
  @Nullable Object[] NO_VALUES = new Object[0];

  /** No rows. */
  Rows EMPTY =
      new Rows() {
        @Override
        public boolean next() {
          return false;
        }

        @Override
        public Object current() {
          throw new IllegalStateException("there is no row");
        }

        @Override
        public void close() {}
      };

  /** Moves to the next row; false at the end. */
  boolean next();

  /**
   * The current row, as the expressions compiled for the operator's {@link Stage} take it: an array
   * of values, or a document's bytes. It stays as it is when the stream moves on.
   */
  Object current();

  @Override
  void close();
}

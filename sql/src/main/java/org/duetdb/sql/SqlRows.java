package org.duetdb.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, read forwards once. A plain query's rows are computed while they are read,
 * from one snapshot that is held until {@link #close()} or the end; closing is therefore a duty.
 * Used by one thread at a time.
 */
public non-sealed interface SqlRows extends SqlResult, AutoCloseable {

  /** The columns, in order. */
  List<SqlColumn> columns();

  /** Moves to the next row; false at the end, and then the snapshot is released. */
  boolean next();

  /**
   * The current row's value in a column counted from 0, as an instance of the column's {@link
   * SqlType#javaClass()}; null is SQL's NULL.
   */
  @Nullable Object value(int column);

  @Override
  void close();
}

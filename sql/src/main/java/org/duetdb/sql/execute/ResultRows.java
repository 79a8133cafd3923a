package org.duetdb.sql.execute;

import java.util.List;
import java.util.function.Function;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlNotice;
import org.duetdb.sql.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to the caller: counted against its limit, their values converted when asked
 * for.
 */
final class ResultRows implements SqlRows {
  private final ResultShape shape;
  private final Rows rows;
  private final Execution execution;
  private long left;
  private @Nullable Object[] row = Rows.NO_VALUES;
  private boolean closed;

  /**
   * @param rows rows of values
   */
  ResultRows(ResultShape shape, Rows rows, Execution execution) {
    this.shape = shape;
    this.rows = rows;
    this.execution = execution;
    long limit = execution.options().maxRows();
    this.left = limit == 0 ? Long.MAX_VALUE : limit;
  }

  @Override
  public List<SqlColumn> columns() {
    return shape.columns();
  }

  @Override
  public boolean next() {
    if (closed) {
      return false;
    }
    execution.check();
    if (left-- <= 0 || !rows.next()) {
      close();
      return false;
    }
    row = (@Nullable Object[]) rows.current();
    return true;
  }

  @Override
  public @Nullable Object value(int column) {
    Object value = row[column];
    if (value == null) {
      return null;
    }
    Function<Object, Object> conversion = shape.conversions().get(column);
    return conversion.apply(value);
  }

  @Override
  public List<SqlNotice> notices() {
    return execution.notices();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      rows.close();
    }
  }
}

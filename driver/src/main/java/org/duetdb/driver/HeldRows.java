package org.duetdb.driver;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlNotice;
import org.duetdb.sql.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a result that is still read, in memory, so that it survives the commit of the
 * transaction whose snapshot it was read from.
 */
final class HeldRows implements SqlRows {
  private final List<SqlColumn> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable RuntimeException failure;
  private int current;

  /**
   * Reads {@code source} to its end and closes it. A failure is kept for the reader who comes to
   * its place, because it must not fail the commit.
   *
   * @param onRow whether the source stands on a row, which is then the current one here too
   * @param budget what it may take
   */
  HeldRows(SqlRows source, boolean onRow, RowBudget budget) {
    columns = source.columns();
    try (source) {
      rows.add(onRow ? row(source) : new @Nullable Object[0]);
      while (source.next()) {
        rows.add(budget.take(row(source)));
      }
    } catch (RuntimeException failed) {
      failure = failed;
    }
  }

  /** The values of the row that {@code source} stands on. */
  static @Nullable Object[] row(SqlRows source) {
    var row = new @Nullable Object[source.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = source.value(i);
    }
    return row;
  }

  @Override
  public List<SqlColumn> columns() {
    return columns;
  }

  @Override
  public List<SqlNotice> notices() {
    return List.of();
  }

  @Override
  public boolean next() {
    rows.set(current, new @Nullable Object[0]); // what has been read need not stay in memory
    if (current + 1 < rows.size()) {
      current++;
      return true;
    }
    if (failure != null) {
      throw failure;
    }
    return false;
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(current)[column];
  }

  /** Does nothing: nothing is held but memory. */
  @Override
  public void close() {}
}

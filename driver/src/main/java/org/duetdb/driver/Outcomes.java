package org.duetdb.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * What the latest execution of a statement left: a current result, the ones after it, and generated
 * keys. Used by the holder of the connection's turn.
 */
final class Outcomes {
  private static final long NOTHING = -1;

  private final ExecutingStatement statement;
  private final Deque<SqlResult> following = new ArrayDeque<>(0);
  private final List<DuetResultSet> kept = new ArrayList<>(0);
  private @Nullable DuetResultSet results;
  private long count = NOTHING;
  private ResultShape keyShape = ResultShape.NONE;
  private List<@Nullable Object[]> keys = List.of();

  Outcomes(ExecutingStatement statement) {
    this.statement = statement;
  }

  /** The current result set, if the current result is one. */
  @Nullable DuetResultSet results() {
    return results;
  }

  /** The current count; -1 if the current result is none. */
  long count() {
    return count;
  }

  /** Closes and forgets everything. */
  void clear() {
    closeCurrent();
    closeKept();
    count = NOTHING;
    while (!following.isEmpty()) {
      if (following.removeFirst() instanceof SqlRows rows) {
        rows.close();
      }
    }
    keyShape = ResultShape.NONE;
    keys = List.of();
  }

  /** Makes {@code result} the current one, or one that follows it. */
  void add(SqlResult result) {
    if (results == null && count == NOTHING) {
      show(result);
    } else {
      following.add(result);
    }
  }

  /** Lets the current result set stay open when the next result is shown. */
  void keepCurrent() {
    if (results != null) {
      kept.add(results);
      results = null;
    }
  }

  /** Closes the result sets that were kept open. */
  void closeKept() {
    kept.forEach(DuetResultSet::release);
    kept.clear();
  }

  /**
   * Closes the current result and moves to the next one.
   *
   * @return whether that is a result set
   */
  boolean next() {
    closeCurrent();
    count = NOTHING;
    var next = following.pollFirst();
    if (next != null) {
      show(next);
    }
    return results != null;
  }

  /** Moves to the first result set and returns it; null if there is none. */
  @Nullable DuetResultSet skipToRows() {
    while (results == null && !following.isEmpty()) {
      next();
    }
    return results;
  }

  /** Whether every result set that was handed out is closed, and none is to come. */
  boolean isFinished() {
    boolean open = results != null && !results.isClosed();
    return !open && following.isEmpty() && kept.stream().allMatch(DuetResultSet::isClosed);
  }

  private void show(SqlResult result) {
    if (result instanceof SqlRows rows) {
      results = resultSet(rows);
    } else if (result instanceof SqlCount done) {
      count = done.count();
      done.generatedKeys().ifPresent(this::addKeys);
    } else {
      count = 0;
    }
  }

  private DuetResultSet resultSet(SqlRows rows) {
    ResultShape shape = statement.shape(rows.columns());
    return statement.kind().isScrollable()
        ? new ScrollableResultSet(
            statement.connection(),
            statement,
            shape,
            readAll(rows, statement.connection().rowBudget()))
        : new StreamingResultSet(statement, shape, rows);
  }

  /** Collects the generated keys of one more row, as a batch needs it. */
  void addKeys(SqlRows rows) {
    List<SqlColumn> columns = rows.columns();
    var all = new ArrayList<>(keys);
    all.addAll(readAll(rows, RowBudget.unlimited()));
    keys = all;
    keyShape = new ResultShape(columns);
  }

  /** The generated keys; an empty result if there are none. */
  DuetResultSet keys() {
    return new ScrollableResultSet(statement.connection(), statement, keyShape, keys);
  }

  private void closeCurrent() {
    if (results != null) {
      results.release();
      results = null;
    }
  }

  /** Reads rows to their end and closes them. */
  private static List<@Nullable Object[]> readAll(SqlRows rows, RowBudget budget) {
    try (rows) {
      var all = new ArrayList<@Nullable Object[]>();
      while (rows.next()) {
        all.add(budget.take(HeldRows.row(rows)));
      }
      return all;
    }
  }
}

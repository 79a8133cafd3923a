package org.duetdb.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * The life of a statement whose executions leave results: what it left can be fetched, the one
 * under way can be cancelled, and closing the statement closes its results.
 */
abstract class ExecutingStatement extends ConfiguredStatement {
  private final Outcomes outcomes = new Outcomes(this);
  private ResultShape shape = ResultShape.NONE;
  private volatile boolean closed;

  ExecutingStatement(DuetConnection connection, ResultKind kind) {
    super(connection, kind);
  }

  /** Whose guard is the turn on the connection. */
  final Outcomes outcomes() {
    return outcomes;
  }

  /** The shape for these columns; the same object as long as they are the same. */
  final ResultShape shape(List<SqlColumn> columns) {
    if (shape.columns() != columns) {
      shape = new ResultShape(columns);
    }
    return shape;
  }

  /** Begins an execution: whatever the one before left is closed. The caller has the turn. */
  final void begin() throws SQLException {
    requireOpen();
    outcomes.clear();
    dropWarnings();
  }

  /** Executes one statement. The caller has the turn. */
  final SqlResult run(PreparedSql sql, @Nullable Object[] parameters, ExecutionOptions options) {
    if (sql.kind() == StatementKind.TRANSACTION) {
      connection().beforeTransactionEnd();
    }
    SqlResult result = sql.execute(parameters, options);
    if (!result.notices().isEmpty()) {
      addWarnings(SqlExceptions.warnings(result.notices()));
    }
    return result;
  }

  /** Executes one item of a batch and returns its count. The caller has the turn. */
  final long runInBatch(PreparedSql sql, @Nullable Object[] parameters, ExecutionOptions options)
      throws SQLException {
    try {
      Expected.COUNT.require(sql);
      SqlResult result = run(sql, parameters, options);
      if (result instanceof SqlCount done) {
        done.generatedKeys().ifPresent(outcomes::addKeys);
        return done.count();
      }
      if (result instanceof SqlRows rows) {
        rows.close();
      }
      return 0;
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  /** The first result set of the execution. The caller has the turn. */
  final ResultSet requireRows() throws SQLException {
    DuetResultSet results = outcomes.skipToRows();
    if (results == null) {
      throw Expected.ROWS.refusal();
    }
    return results;
  }

  /** The count of the execution's first statement. The caller has the turn. */
  final long requireCount() throws SQLException {
    if (outcomes.results() != null) {
      outcomes.clear();
      throw Expected.COUNT.refusal();
    }
    return Math.max(0, outcomes.count());
  }

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    requireOpen();
    return outcomes.results();
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return Batch.narrow(getLargeUpdateCount());
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    requireOpen();
    return outcomes.count();
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    requireOpen();
    connection().turn().take(this);
    try {
      switch (current) {
        case CLOSE_CURRENT_RESULT -> {}
        case KEEP_CURRENT_RESULT -> outcomes.keepCurrent();
        case CLOSE_ALL_RESULTS -> outcomes.closeKept();
        default ->
            throw SqlExceptions.refusal(
                SqlState.INVALID_PARAMETER_VALUE, "getMoreResults does not know " + current);
      }
      return outcomes.next();
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    requireOpen();
    return outcomes.keys();
  }

  @Override
  public final void cancel() throws SQLException {
    requireOpen();
    connection().turn().cancel(this);
  }

  @Override
  public final void close() throws SQLException {
    if (closed) {
      return;
    }
    connection().turn().take(this);
    try {
      closed = true;
      outcomes.clear();
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public final boolean isClosed() {
    return closed || connection().isClosed();
  }

  @Override
  final void requireOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.refusal(SqlState.OBJECT_NOT_IN_STATE, "the statement is closed");
    }
    connection().requireOpen();
  }

  /** One of its result sets was closed by its reader. */
  final void resultsClosed() throws SQLException {
    if (closesOnCompletion() && outcomes.isFinished()) {
      close();
    }
  }
}

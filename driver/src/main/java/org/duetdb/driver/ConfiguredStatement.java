package org.duetdb.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.GeneratedKeys;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** What can be set on a statement, and what kind of results it makes. */
abstract class ConfiguredStatement implements Statement {
  private final DuetConnection connection;
  private final ResultKind kind;
  private ExecutionOptions options = ExecutionOptions.DEFAULT;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private boolean poolable;
  private boolean closeOnCompletion;
  private @Nullable SQLWarning warnings;

  ConfiguredStatement(DuetConnection connection, ResultKind kind) {
    this.connection = connection;
    this.kind = kind;
  }

  /** Fails if the statement or its connection is closed. */
  abstract void requireOpen() throws SQLException;

  final DuetConnection connection() {
    return connection;
  }

  final ResultKind kind() {
    return kind;
  }

  /** How to execute, with the generated keys that are wanted. */
  final ExecutionOptions options(GeneratedKeys keys) {
    return options.keys().equals(keys) ? options : options.withKeys(keys);
  }

  final int fetchSize() {
    return options.fetchSize();
  }

  final void addWarnings(@Nullable SQLWarning added) {
    if (warnings == null) {
      warnings = added;
    } else if (added != null) {
      warnings.setNextWarning(added);
    }
  }

  static int requireNotNegative(int value, String what) throws SQLException {
    if (value < 0) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE, what + " cannot be negative: " + value);
    }
    return value;
  }

  static int requireDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE, "there is no fetch direction " + direction);
    }
    return direction;
  }

  @Override
  public final Connection getConnection() throws SQLException {
    requireOpen();
    return connection;
  }

  @Override
  public final int getResultSetType() {
    return kind.type();
  }

  @Override
  public final int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final int getResultSetHoldability() {
    return kind.holdability();
  }

  @Override
  public final int getQueryTimeout() throws SQLException {
    requireOpen();
    return Math.toIntExact(options.timeout().toSeconds());
  }

  @Override
  public final void setQueryTimeout(int seconds) throws SQLException {
    requireOpen();
    options = options.withTimeout(Duration.ofSeconds(requireNotNegative(seconds, "a time-out")));
  }

  @Override
  public final int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public final void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public final long getLargeMaxRows() throws SQLException {
    requireOpen();
    return options.maxRows();
  }

  @Override
  public final void setLargeMaxRows(long rows) throws SQLException {
    requireOpen();
    if (rows < 0) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE, "a limit of rows cannot be negative: " + rows);
    }
    options = new ExecutionOptions(options.timeout(), rows, options.fetchSize(), options.keys());
  }

  @Override
  public final int getFetchSize() throws SQLException {
    requireOpen();
    return options.fetchSize();
  }

  @Override
  public final void setFetchSize(int rows) throws SQLException {
    requireOpen();
    requireNotNegative(rows, "a fetch size");
    options = new ExecutionOptions(options.timeout(), options.maxRows(), rows, options.keys());
  }

  @Override
  public final int getFetchDirection() throws SQLException {
    requireOpen();
    return fetchDirection;
  }

  @Override
  public final void setFetchDirection(int direction) throws SQLException {
    requireOpen();
    fetchDirection = requireDirection(direction);
  }

  @Override
  public final int getMaxFieldSize() throws SQLException {
    requireOpen();
    return 0;
  }

  @Override
  public final void setMaxFieldSize(int max) throws SQLException {
    requireOpen();
    if (requireNotNegative(max, "a limit of a field's size") > 0) {
      throw SqlExceptions.unsupported("cutting values off at a maximal field size");
    }
  }

  /** JDBC's escapes are part of the grammar, so there is nothing to turn on or off. */
  @Override
  public final void setEscapeProcessing(boolean enable) throws SQLException {
    requireOpen();
  }

  /** Without effect, as JDBC asks of a database without positioned updates. */
  @Override
  public final void setCursorName(@Nullable String name) throws SQLException {
    requireOpen();
  }

  @Override
  public final boolean isPoolable() throws SQLException {
    requireOpen();
    return poolable;
  }

  @Override
  public final void setPoolable(boolean wanted) throws SQLException {
    requireOpen();
    poolable = wanted;
  }

  @Override
  public final void closeOnCompletion() throws SQLException {
    requireOpen();
    closeOnCompletion = true;
  }

  @Override
  public final boolean isCloseOnCompletion() throws SQLException {
    requireOpen();
    return closeOnCompletion;
  }

  /** Whether it closes with its results; also answers after it is closed. */
  final boolean closesOnCompletion() {
    return closeOnCompletion;
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return warnings;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    requireOpen();
    warnings = null;
  }

  /** Forgets the warnings of the execution before. */
  final void dropWarnings() {
    warnings = null;
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}

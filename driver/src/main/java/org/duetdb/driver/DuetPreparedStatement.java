package org.duetdb.driver;

import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duetdb.sql.GeneratedKeys;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlParameter;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A prepared text with values for its {@code ?}. The text may hold several statements; then their
 * parameters are numbered through. Setting parameters takes no turn on the connection: one thread
 * at a time prepares an execution.
 */
final class DuetPreparedStatement extends StreamedParameters {
  private static final Object UNSET = new Object();

  private final PreparedSql[] parts;
  private final List<SqlParameter> parameters;
  private final GeneratedKeys keys;
  private final List<@Nullable Object[]> batch = new ArrayList<>(0);
  private @Nullable Object[] values;

  /** Whether a result that is still read may look at {@link #values}; then they are not changed. */
  private boolean shared;

  DuetPreparedStatement(
      DuetConnection connection, ResultKind kind, List<PreparedSql> parts, GeneratedKeys keys) {
    super(connection, kind);
    this.parts = parts.toArray(PreparedSql[]::new);
    this.keys = keys;
    this.parameters =
        parts.size() == 1
            ? parts.get(0).parameters()
            : parts.stream().flatMap(part -> part.parameters().stream()).toList();
    this.values = new @Nullable Object[parameters.size()];
    Arrays.fill(values, UNSET);
  }

  @Override
  void requireTextsAllowed() throws SQLException {
    throw textsRefused();
  }

  @Override
  void set(int parameter, @Nullable Object value) throws SQLException {
    if (parameter < 1 || parameter > values.length) {
      throw noParameter(parameter);
    }
    if (shared) {
      values = values.clone();
      shared = false;
    }
    values[parameter - 1] = value;
  }

  @Override
  SqlType target(int parameter) throws SQLException {
    if (parameter < 1 || parameter > values.length) {
      throw noParameter(parameter);
    }
    return parameters.get(parameter - 1).type();
  }

  private SQLException noParameter(int parameter) throws SQLException {
    requireOpen();
    return SqlExceptions.refusal(
        SqlState.INVALID_PARAMETER_VALUE,
        "there is no parameter " + parameter + "; the statement has " + values.length);
  }

  @Override
  public void clearParameters() throws SQLException {
    requireOpen();
    values = new @Nullable Object[values.length];
    shared = false;
    Arrays.fill(values, UNSET);
  }

  private void requireAllSet() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNSET) {
        throw SqlExceptions.refusal(
            SqlState.WRONG_PARAMETER_COUNT,
            "parameter " + (i + 1) + " of " + values.length + " has no value");
      }
    }
  }

  /** Runs all parts. The caller has the turn. */
  private void runParts(Expected expected) throws SQLException {
    begin();
    requireAllSet();
    shared = true;
    if (parts.length == 1) {
      expected.require(parts[0]);
      outcomes().add(run(parts[0], values, options(keys)));
      return;
    }
    int used = 0;
    for (PreparedSql part : parts) {
      int next = used + part.parameters().size();
      outcomes().add(run(part, Arrays.copyOfRange(values, used, next), options(keys)));
      used = next;
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    connection().turn().take(this);
    try {
      runParts(Expected.ROWS);
      return requireRows();
    } catch (RuntimeException failure) {
      outcomes().clear();
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    connection().turn().take(this);
    try {
      runParts(Expected.COUNT);
      return requireCount();
    } catch (RuntimeException failure) {
      outcomes().clear();
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Batch.narrow(executeLargeUpdate());
  }

  @Override
  public boolean execute() throws SQLException {
    connection().turn().take(this);
    try {
      runParts(Expected.ANYTHING);
      return outcomes().results() != null;
    } catch (RuntimeException failure) {
      outcomes().clear();
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public void addBatch() throws SQLException {
    requireOpen();
    requireAllSet();
    batch.add(values.clone());
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    if (parts.length > 1) {
      throw SqlExceptions.unsupported("a batch of a text with several statements");
    }
    connection().turn().take(this);
    try {
      begin();
      var items = List.copyOf(batch);
      batch.clear();
      return Batch.run(
          items.size(), index -> runInBatch(parts[0], items.get(index), options(keys)));
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      connection().turn().give();
    }
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    var columns = parts[parts.length - 1].columns();
    return columns.isEmpty()
        ? null
        : new DuetResultSetMetaData(connection().catalog(), new ResultShape(columns));
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    requireOpen();
    return new DuetParameterMetaData(parameters);
  }
}

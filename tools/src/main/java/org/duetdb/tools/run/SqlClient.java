package org.duetdb.tools.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.tools.schedule.Script;

/** A session that speaks SQL over a JDBC connection. */
final class SqlClient implements Client {
  private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "WITH");

  private final Connection connection;
  private final EngineSession engine;

  /** A client on {@code connection}, which it closes; {@code engine} is the session underneath. */
  SqlClient(Connection connection, EngineSession engine) {
    this.connection = connection;
    this.engine = engine;
  }

  @Override
  public Optional<String> text(Script script) {
    return script.sql();
  }

  @Override
  public Outcome perform(Script script) {
    var results = new ArrayList<StatementResult>();
    try {
      for (var sql : SqlStatements.of(script.sql().orElseThrow())) {
        results.add(perform(sql));
      }
      return new Outcome.Done(results);
    } catch (SQLException failure) {
      return new Outcome.Failed(results, Failures.of(failure));
    }
  }

  private StatementResult perform(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        return new StatementResult.Rows(rows(statement.getResultSet()));
      }
      return COUNTED.contains(firstWord(sql))
          ? new StatementResult.Count(statement.getUpdateCount(), OptionalLong.empty())
          : new StatementResult.Nothing();
    }
  }

  private static String firstWord(String sql) {
    return sql.split("\\W", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static List<Row> rows(ResultSet found) throws SQLException {
    try (found) {
      var columns = found.getMetaData();
      var names = new ArrayList<String>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        names.add(columns.getColumnLabel(column));
      }
      var rows = new ArrayList<Row>();
      while (found.next()) {
        var values = new ArrayList<String>();
        for (int column = 1; column <= names.size(); column++) {
          values.add(String.valueOf(found.getObject(column)));
        }
        rows.add(new Row(names, values));
      }
      return rows;
    }
  }

  @Override
  public TransactionState state() {
    return TransactionState.of(engine.state());
  }

  @Override
  public void cancel() {
    engine.cancel();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException("the connection cannot be closed", failure);
    }
  }
}

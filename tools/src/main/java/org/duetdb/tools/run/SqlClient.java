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
import org.duetdb.tools.schedule.Script;
import org.jspecify.annotations.Nullable;

/** A session that speaks SQL over a JDBC connection. */
public final class SqlClient implements Client {
  private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "WITH");

  private final Connection connection;
  private final Control control;
  private volatile @Nullable Statement running;

  /** What an engine does beside JDBC's statements. */
  public interface Control {
    /** The session's transaction just now; callable by any thread. */
    TransactionState state();

    /**
     * Does what a statement says, if the engine wants another call for it.
     *
     * @return whether it was done
     */
    default boolean performs(String sql) throws SQLException {
      return false;
    }
  }

  /** A client on {@code connection}, which it closes. */
  public SqlClient(Connection connection, Control control) {
    this.connection = connection;
    this.control = control;
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
    if (control.performs(sql)) {
      return new StatementResult.Nothing();
    }
    try (Statement statement = connection.createStatement()) {
      running = statement;
      if (statement.execute(sql)) {
        return new StatementResult.Rows(rows(statement.getResultSet()));
      }
      return COUNTED.contains(firstWord(sql))
          ? new StatementResult.Count(statement.getUpdateCount(), OptionalLong.empty())
          : new StatementResult.Nothing();
    } finally {
      running = null;
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
    return control.state();
  }

  @Override
  public void cancel() {
    var statement = running;
    try {
      if (statement != null) {
        statement.cancel();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the statement cannot be cancelled", failure);
    }
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

package org.duetdb.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a text of statements through JDBC and writes down what came of each, as a user sees it:
 * rows, counts, or class, SQLSTATE and the first line of the message. A line is a comment ({@code
 * #}), a statement of the connection that its prefix names ({@code B> SELECT 1}; the connection A
 * needs none), or an indented line, which is a result and is left out when the text is read.
 */
final class FeatureScript {
  private static final String RESULT = "  ";

  private final TestDatabase database;
  private final Map<String, Connection> connections = new TreeMap<>();
  private final List<String> written = new ArrayList<>();

  private FeatureScript(TestDatabase database) {
    this.database = database;
  }

  /** The text with the results that its statements have on a new deployment. */
  static String run(String text) throws SQLException {
    try (var database = new TestDatabase()) {
      var script = new FeatureScript(database);
      for (String line : text.lines().toList()) {
        if (!line.startsWith(RESULT)) {
          script.written.add(line);
          script.line(line);
        }
      }
      for (Connection connection : script.connections.values()) {
        connection.close();
      }
      return String.join("\n", script.written) + "\n";
    }
  }

  private void line(String line) throws SQLException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    boolean named = line.matches("[A-Z]>.*");
    Connection connection = connection(named ? line.substring(0, 1) : "A");
    try (var statement = connection.createStatement()) {
      boolean rows = statement.execute(named ? line.substring(2).strip() : line);
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          rows(statement.getResultSet());
        } else {
          write("count " + statement.getUpdateCount());
        }
        rows = statement.getMoreResults();
      }
    } catch (SQLException refused) {
      String message = refused.getMessage().lines().findFirst().orElse("");
      write(refused.getClass().getSimpleName() + " " + refused.getSQLState() + " " + message);
    }
  }

  private Connection connection(String name) throws SQLException {
    if (!connections.containsKey(name)) {
      connections.put(name, database.connect());
    }
    return connections.get(name);
  }

  private void rows(ResultSet results) throws SQLException {
    int before = written.size();
    int columns = results.getMetaData().getColumnCount();
    try (results) {
      while (results.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(results.getString(i)));
        }
        write(String.join(" | ", values));
      }
    }
    if (written.size() == before) {
      write("no rows");
    }
  }

  private void write(String result) {
    written.add(RESULT + result);
  }
}

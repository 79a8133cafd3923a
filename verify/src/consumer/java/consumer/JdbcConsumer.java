package consumer;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Uses the JDBC driver as an application would, and prints what it saw. */
public final class JdbcConsumer {
  private JdbcConsumer() {}

  public static void main(String[] arguments) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duet:mem:consumer");
        var statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE counters (id VARCHAR PRIMARY KEY, n INTEGER)");
      statement.executeUpdate("INSERT INTO counters VALUES ('a', 1)");
      statement.executeUpdate("UPDATE counters SET n = n + 2 WHERE id = 'a'");
      try (var rows = statement.executeQuery("SELECT id, n FROM counters ORDER BY id")) {
        while (rows.next()) {
          System.out.println(rows.getString("id") + " " + rows.getInt("n"));
        }
      }
      try {
        statement.executeUpdate("INSERT INTO counters VALUES ('a', 1)");
      } catch (SQLException duplicate) {
        System.out.println(duplicate.getSQLState());
      }
    }
  }
}

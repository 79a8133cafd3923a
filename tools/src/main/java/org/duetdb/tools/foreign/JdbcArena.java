package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duetdb.tools.run.SqlClient;

/** The database that a JDBC URL leads to, as it is; nobody can tell who waits. */
final class JdbcArena extends ForeignArena {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final String url;
  private final Level level;

  JdbcArena(String url, Level level, Duration realLifetime) {
    super(PATIENCE, realLifetime);
    this.url = url;
    this.level = level;
  }

  @Override
  Connection open(String session) throws SQLException {
    var connection = DriverManager.getConnection(url);
    connection.setTransactionIsolation(level.jdbc());
    return connection;
  }

  @Override
  SqlClient.Control control(String session, Connection connection) {
    return new JdbcTransactions(connection, level);
  }

  @Override
  Map<String, List<String>> blocked() {
    return Map.of();
  }

  @Override
  public void close() {
    // What the schedule's own teardown has left is the user's.
  }
}

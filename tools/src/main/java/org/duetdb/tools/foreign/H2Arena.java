package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.tools.run.SqlClient;

/** A database of H2 in memory, which tells who blocks whom. */
final class H2Arena extends ForeignArena {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AtomicLong OPENED = new AtomicLong();

  private final String url =
      "jdbc:h2:mem:duet_compare_"
          + OPENED.incrementAndGet()
          + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000;NON_KEYWORDS=VALUE,KEY,USER,YEAR";
  private final Level level;
  private final Connection control;
  private final Map<Integer, String> sessions = new ConcurrentHashMap<>();

  H2Arena(Level level, Duration realLifetime) {
    super(PATIENCE, realLifetime);
    this.level = level;
    control = must("open a database of H2", () -> DriverManager.getConnection(url));
  }

  @Override
  Connection open(String session) throws SQLException {
    var connection = DriverManager.getConnection(url);
    connection.setTransactionIsolation(level.jdbc());
    try (var statement = connection.createStatement();
        var id = statement.executeQuery("CALL SESSION_ID()")) {
      id.next();
      sessions.put(id.getInt(1), session);
    }
    return connection;
  }

  @Override
  SqlClient.Control control(String session, Connection connection) {
    return new JdbcTransactions(connection, level);
  }

  @Override
  Map<String, List<String>> blocked() {
    return must("ask H2 who waits", this::askWhoWaits);
  }

  private synchronized Map<String, List<String>> askWhoWaits() throws SQLException {
    var waits = new TreeMap<String, List<String>>();
    try (var statement = control.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT SESSION_ID, BLOCKER_ID FROM INFORMATION_SCHEMA.SESSIONS"
                    + " WHERE BLOCKER_ID IS NOT NULL")) {
      while (rows.next()) {
        waits.put(name(rows.getInt(1)), List.of(name(rows.getInt(2))));
      }
    }
    return waits;
  }

  private String name(int session) {
    return sessions.getOrDefault(session, "session " + session);
  }

  @Override
  public void close() {
    must(
        "close a database of H2",
        () -> {
          try (control;
              var statement = control.createStatement()) {
            return statement.execute("SHUTDOWN");
          }
        });
  }
}

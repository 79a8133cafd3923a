package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.tools.run.SqlClient;
import org.duetdb.tools.run.TransactionState;

/** A schema of its own in a database of PostgreSQL, which tells who blocks whom. */
final class PostgresArena extends ForeignArena {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AtomicLong OPENED = new AtomicLong();

  /** PostgreSQL's isolation tester asks the same, and so takes snapshots into account. */
  private static final String WHO_WAITS =
      "SELECT pid, array_to_string(pg_blocking_pids(pid) || pg_safe_snapshot_blocking_pids(pid),"
          + " ',') FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client"
          + " backend' AND datname = current_database()";

  private final String url;
  private final Level level;
  private final Duration realLifetime;
  private final String schema =
      "duet_compare_" + ProcessHandle.current().pid() + "_" + OPENED.incrementAndGet();
  private final Connection control;
  private final Map<Integer, String> sessions = new ConcurrentHashMap<>();
  private final Map<String, Integer> processes = new ConcurrentHashMap<>();

  PostgresArena(String url, Level level, Duration realLifetime) {
    super(PATIENCE, realLifetime);
    this.url = url;
    this.level = level;
    this.realLifetime = realLifetime;
    control = must("reach PostgreSQL", () -> DriverManager.getConnection(url));
    run("make a schema", "CREATE SCHEMA " + schema);
  }

  private synchronized void run(String what, String sql) {
    must(
        what + " in PostgreSQL",
        () -> {
          try (var statement = control.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  @Override
  Connection open(String session) throws SQLException {
    var properties = new Properties();
    properties.setProperty("ApplicationName", session);
    properties.setProperty(
        "options",
        "-c search_path="
            + schema
            + " -c default_transaction_isolation="
            + level.sql().toLowerCase(Locale.ROOT).replace(" ", "\\ ")
            + " -c "
            + lifetimeSetting()
            + "="
            + realLifetime.toMillis());
    var connection = DriverManager.getConnection(url, properties);
    try (var statement = connection.createStatement();
        var pid = statement.executeQuery("SELECT pg_backend_pid()")) {
      pid.next();
      sessions.put(pid.getInt(1), session);
      processes.put(session, pid.getInt(1));
    }
    return connection;
  }

  /** What comes nearest to the lifetime of a transaction: PostgreSQL has one since 17. */
  private String lifetimeSetting() throws SQLException {
    return control.getMetaData().getDatabaseMajorVersion() >= 17
        ? "transaction_timeout"
        : "idle_in_transaction_session_timeout";
  }

  @Override
  SqlClient.Control control(String session, Connection connection) {
    return () -> must("ask PostgreSQL for the state of " + session, () -> state(session));
  }

  private synchronized TransactionState state(String session) throws SQLException {
    try (var query = control.prepareStatement("SELECT state FROM pg_stat_activity WHERE pid = ?")) {
      query.setInt(1, Objects.requireNonNull(processes.get(session)));
      try (var row = query.executeQuery()) {
        // Without a row the server has ended the session.
        return row.next() ? stateOf(String.valueOf(row.getString(1))) : TransactionState.FAILED;
      }
    }
  }

  private static TransactionState stateOf(String word) {
    return switch (word) {
      case "idle" -> TransactionState.NONE;
      case "idle in transaction (aborted)" -> TransactionState.FAILED;
      default -> TransactionState.OPEN;
    };
  }

  @Override
  Map<String, List<String>> blocked() {
    return must("ask PostgreSQL who waits", this::askWhoWaits);
  }

  private synchronized Map<String, List<String>> askWhoWaits() throws SQLException {
    var waits = new TreeMap<String, List<String>>();
    try (var statement = control.createStatement();
        var rows = statement.executeQuery(WHO_WAITS)) {
      while (rows.next()) {
        var holders = rows.getString(2);
        if (holders != null && !holders.isEmpty()) {
          waits.put(
              name(rows.getString(1)),
              Arrays.stream(holders.split(",", -1)).map(this::name).distinct().toList());
        }
      }
    }
    return waits;
  }

  private String name(String pid) {
    return sessions.getOrDefault(Integer.valueOf(pid), "process " + pid);
  }

  @Override
  public void close() {
    run("drop the schema", "DROP SCHEMA " + schema + " CASCADE");
    must(
        "leave PostgreSQL",
        () -> {
          control.close();
          return control;
        });
  }
}

package org.duetdb.tools.run;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duetdb.api.Deployment;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.tools.schedule.Schedule;

/**
 * Duet's SQL through JDBC. The level, in SQL's words, is that of transactions which do not choose
 * one themselves.
 */
final class SqlContender implements Contender {
  private final String key;
  private final String level;
  private final String title;
  private final Map<String, String> settings;

  SqlContender(String key, String level) {
    this(key, level, "Duet's SQL at " + level, Map.of());
  }

  /** With settings of the connection besides. */
  SqlContender(String key, String level, String title, Map<String, String> settings) {
    this.key = key;
    this.level = level;
    this.title = title;
    this.settings = settings;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Arena open(Schedule schedule) {
    return DuetArena.open(schedule, this::connect);
  }

  private Client connect(
      Deployment deployment, String session, Map<String, EngineSession> sessions) {
    var properties = new Properties();
    properties.setProperty("label", session);
    properties.setProperty("transaction_isolation", level);
    properties.putAll(settings);
    try {
      var connection =
          DriverManager.getConnection("jdbc:duet:mem:" + deployment.name(), properties);
      var engine = connection.unwrap(EngineSession.class);
      sessions.put(session, engine);
      return new SqlClient(connection, () -> TransactionState.of(engine.state()));
    } catch (SQLException failure) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "session %s cannot connect to %s", session, key), failure);
    }
  }
}

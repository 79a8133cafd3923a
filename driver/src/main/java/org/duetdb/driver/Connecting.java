package org.duetdb.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duetdb.driver.url.ConnectionOption;
import org.duetdb.driver.url.JdbcUrl;
import org.duetdb.sql.SqlSession;

/** Opens connections, for the driver and the data sources alike. */
final class Connecting {
  /* JDBC drivers are found by class, so whatever connections of one JVM share can only hang on a
   * class; the registry lives as long as DriverManager's own list of drivers. */
  private static final DatabaseRegistry REGISTRY = new DatabaseRegistry();

  private static final List<ConnectionOption> VARIABLES =
      List.of(
          ConnectionOption.CONFLICT_POLICY,
          ConnectionOption.LOCK_TIMEOUT,
          ConnectionOption.STATEMENT_TIMEOUT,
          ConnectionOption.ERROR_MODE,
          ConnectionOption.CONFORMANCE,
          ConnectionOption.TRANSACTION_ISOLATION);

  private Connecting() {}

  /** Opens a connection to a URL that is Duet's. */
  static Connection connect(String url, Properties properties) throws SQLException {
    return new DuetConnection(open(url, properties));
  }

  /** Opens a session on a URL that is Duet's. */
  static OpenSession open(String url, Properties properties) throws SQLException {
    try {
      JdbcUrl parsed = JdbcUrl.parse(url, properties);
      return open(parsed, REGISTRY.lease(parsed.deployment()));
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  private static OpenSession open(JdbcUrl url, DatabaseLease lease) {
    String plainUrl = JdbcUrl.PREFIX + url.deployment().kind() + ':' + lease.deployment().name();
    String schema =
        url.option(ConnectionOption.SCHEMA).orElse(ConnectionOption.SCHEMA.defaultValue());
    SqlSession session;
    try {
      session = lease.sql().connect(schema);
    } catch (RuntimeException failure) {
      lease.close();
      throw failure;
    }
    try {
      configure(session, url);
      return new OpenSession(lease, session, plainUrl);
    } catch (RuntimeException failure) {
      session.close();
      lease.close();
      throw failure;
    }
  }

  private static void configure(SqlSession session, JdbcUrl url) {
    for (ConnectionOption variable : VARIABLES) {
      url.option(variable).ifPresent(value -> session.variable(variable.optionName(), value));
    }
    url.option(ConnectionOption.LABEL)
        .or(() -> url.option(ConnectionOption.APPLICATION_NAME))
        .ifPresent(label -> session.engineSession().label(label));
  }
}

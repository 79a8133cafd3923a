package org.duetdb.driver;

import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Properties;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * JDBC's client information: of its properties Duet knows {@code ApplicationName}, which is the
 * engine session's label. An unknown one is a warning, as JDBC asks.
 */
final class ClientInfo {
  static final String APPLICATION_NAME = "ApplicationName";

  private ClientInfo() {}

  static Properties of(EngineSession session) {
    var properties = new Properties();
    properties.setProperty(APPLICATION_NAME, session.label());
    return properties;
  }

  /** Sets one property; a warning if it is unknown. */
  static @Nullable SQLWarning set(EngineSession session, String name, @Nullable String value) {
    if (!name.equalsIgnoreCase(APPLICATION_NAME)) {
      return new SQLWarning(
          "there is no client information '" + name + "'; it is ignored", SqlState.WARNING.code());
    }
    session.label(value == null ? "" : value);
    return null;
  }

  /** The exception for a call that is refused. */
  static SQLClientInfoException refused(SQLException cause) {
    return new SQLClientInfoException(
        cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), Map.of(), cause);
  }
}

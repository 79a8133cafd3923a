package org.duetdb.driver;

import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.duetdb.api.spi.EngineSession;
import org.jspecify.annotations.Nullable;

/** What can be set on a connection and is no state of its session. */
abstract class ConfiguredConnection extends ConnectionOverloads {
  private volatile int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private volatile @Nullable SQLWarning warnings;

  /** The engine's session, whose label the client information is. */
  abstract EngineSession engineSession();

  @Override
  public final int getHoldability() throws SQLException {
    requireOpen();
    return holdability;
  }

  @Override
  public final void setHoldability(int wanted) throws SQLException {
    requireOpen();
    holdability = ResultKind.requireHoldability(wanted);
  }

  @Override
  public final Map<String, Class<?>> getTypeMap() throws SQLException {
    requireOpen();
    return Map.of();
  }

  @Override
  public final void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    requireOpen();
    Given.noTypes(map);
  }

  @Override
  public final @Nullable String getClientInfo(String name) throws SQLException {
    return getClientInfo().getProperty(Given.required(name, "the property's name"));
  }

  @Override
  public final Properties getClientInfo() throws SQLException {
    requireOpen();
    return ClientInfo.of(engineSession());
  }

  @Override
  public final void setClientInfo(String name, @Nullable String value)
      throws SQLClientInfoException {
    try {
      requireOpen();
      Given.required(name, "the property's name");
    } catch (SQLException refused) {
      throw ClientInfo.refused(refused);
    }
    addWarning(ClientInfo.set(engineSession(), name, value));
  }

  @Override
  public final void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
    if (properties == null) {
      return; // because nothing is given
    }
    for (String name : properties.stringPropertyNames()) {
      setClientInfo(name, properties.getProperty(name));
    }
  }

  private void addWarning(@Nullable SQLWarning added) {
    SQLWarning first = warnings;
    if (first == null) {
      warnings = added;
    } else if (added != null) {
      first.setNextWarning(added);
    }
  }

  @Override
  public final @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return warnings;
  }

  @Override
  public final void clearWarnings() throws SQLException {
    requireOpen();
    warnings = null;
  }

  @Override
  public final int getNetworkTimeout() throws SQLException {
    requireOpen();
    return 0;
  }

  /**
   * Takes 0 alone: there is no network between a caller and the engine, and whoever sets a bound
   * must not believe that it holds.
   */
  @Override
  public final void setNetworkTimeout(@Nullable Executor executor, int milliseconds)
      throws SQLException {
    requireOpen();
    if (ConfiguredStatement.requireNotNegative(milliseconds, "a time-out") > 0) {
      throw SqlExceptions.unsupported(
          "a network time-out (nothing goes over a network; setQueryTimeout, statement_timeout and"
              + " lock_timeout bound a statement)");
    }
  }
}

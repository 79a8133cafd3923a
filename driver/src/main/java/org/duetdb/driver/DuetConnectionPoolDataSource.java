package org.duetdb.driver;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool gets its connections from. A connection that an application gives back is reset: an
 * open transaction is rolled back, and level, schema and session variables are again what they were
 * at first. See {@link ConfiguredDataSource} for how it is configured.
 */
public final class DuetConnectionPoolDataSource extends ConfiguredDataSource
    implements ConnectionPoolDataSource {

  /** A data source of a private deployment, until it gets a URL or a name. */
  public DuetConnectionPoolDataSource() {}

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return new DuetPooledConnection(open());
  }

  /** As {@link #getPooledConnection()}: an embedded database knows no users. */
  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getPooledConnection();
  }

  @Override
  public PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a connection builder");
  }
}

package org.duetdb.driver;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source without a pool: each {@code getConnection} opens a connection. See {@link
 * ConfiguredDataSource} for how it is configured.
 */
public final class DuetDataSource extends ConfiguredDataSource implements DataSource {

  /** A data source of a private deployment, until it gets a URL or a name. */
  public DuetDataSource() {}

  @Override
  public Connection getConnection() throws SQLException {
    return new DuetConnection(open());
  }

  /** As {@link #getConnection()}: an embedded database knows no users. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a connection builder");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}

package org.duetdb.driver;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a transaction manager gets its connections from. The transaction manager begins and ends
 * the transactions, in one phase: a deployment keeps no prepared transactions, so {@code prepare}
 * rolls back and says so. See {@link ConfiguredDataSource} for how it is configured.
 */
public final class DuetXADataSource extends ConfiguredDataSource implements XADataSource {

  /** A data source of a private deployment, until it gets a URL or a name. */
  public DuetXADataSource() {}

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return new DuetPooledConnection(open());
  }

  /** As {@link #getXAConnection()}: an embedded database knows no users. */
  @Override
  public XAConnection getXAConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getXAConnection();
  }

  @Override
  public XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
    throw SqlExceptions.unsupported("a connection builder");
  }
}

package org.duetdb.driver;

import org.duetdb.api.Deployment;
import org.duetdb.sql.SqlSession;

/**
 * A session that its connection has for itself: it ends with the connection.
 *
 * @param lease the share in the deployment that the session lives on
 * @param session the session
 * @param url the deployment's URL, without options
 */
record OpenSession(DatabaseLease lease, SqlSession session, String url) implements SessionOwner {

  @Override
  public Deployment deployment() {
    return lease.deployment();
  }

  /** Passes: nobody else is there. */
  @Override
  public void requireOwnTransactions() {}

  @Override
  public void release() {
    session.close();
  }

  @Override
  public void released() {
    lease.close();
  }
}

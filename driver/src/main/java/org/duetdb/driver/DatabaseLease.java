package org.duetdb.driver;

import org.duetdb.api.Deployment;
import org.duetdb.sql.SqlDatabase;

/** A connection's share in a deployment that is open. Closing it gives the share up, once. */
interface DatabaseLease extends AutoCloseable {

  /** The deployment. */
  Deployment deployment();

  /** SQL over it; its plan cache is shared by all leases of the deployment. */
  SqlDatabase sql();

  @Override
  void close();
}

package org.duetdb.driver;

import java.sql.SQLException;
import org.duetdb.api.Deployment;
import org.duetdb.sql.SqlSession;

/**
 * Whose session a connection works on, and what closing the connection means for it: the end of the
 * session, or its return to a pool.
 */
interface SessionOwner {

  /** The session; the same as long as the connection is open. */
  SqlSession session();

  /** The deployment that the session is on. */
  Deployment deployment();

  /** The deployment's URL, without options. */
  String url();

  /** Fails if somebody else decides on the session's transactions. */
  void requireOwnTransactions() throws SQLException;

  /** Takes the session back. The caller has the turn. */
  void release();

  /** Gives up everything that is not the session's. Called last, also after a failure. */
  void released();
}

package org.duetdb.sql;

/** What a statement does, as far as a caller must know before it runs. */
public enum StatementKind {
  /** Reads rows: SELECT, VALUES, SHOW, EXPLAIN. */
  QUERY,
  /** Reads rows and claims them: SELECT ... FOR UPDATE and its kin. */
  LOCKING_QUERY,
  /** Adds rows. */
  INSERT,
  /** Changes rows. */
  UPDATE,
  /** Removes rows. */
  DELETE,
  /** Adds, changes or removes rows. */
  MERGE,
  /** Changes the catalog. */
  DDL,
  /** Begins or ends a transaction, or sets, releases or returns to a savepoint. */
  TRANSACTION,
  /** Takes a lock on tables, inside a transaction. */
  TABLE_LOCK,
  /** Changes a session variable. */
  SETTING,
  /** Ends the deployment. */
  SHUTDOWN
}

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
  SHUTDOWN;

  /** Whether it writes or locks, which a read-only transaction refuses. */
  public boolean isWrite() {
    return switch (this) {
      case INSERT, UPDATE, DELETE, MERGE, DDL, LOCKING_QUERY, TABLE_LOCK -> true;
      case QUERY, TRANSACTION, SETTING, SHUTDOWN -> false;
    };
  }

  /** Whether it begins a transaction where autocommit is off and none is open. */
  public boolean isPartOfTransaction() {
    return switch (this) {
      case TRANSACTION, SETTING, SHUTDOWN -> false;
      case QUERY, LOCKING_QUERY, INSERT, UPDATE, DELETE, MERGE, DDL, TABLE_LOCK -> true;
    };
  }
}

package org.duetdb.sql;

/** Where a session stands between two statements. */
public enum TransactionStatus {
  /** No transaction is open. */
  NONE,
  /** A transaction is open. */
  OPEN,
  /** The transaction is dead; only rollback is left, everything else gets 25P02. */
  FAILED
}

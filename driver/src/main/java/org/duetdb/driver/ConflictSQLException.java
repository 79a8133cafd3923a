package org.duetdb.driver;

import java.sql.SQLTransactionRollbackException;
import java.util.Optional;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.WriteConflictException;

/**
 * A statement or a commit lost against another transaction. The subclass says what that means for
 * the own transaction: whether it is dead and must be run again from its start, or lives on without
 * the statement. The class is JDBC's {@link SQLTransactionRollbackException} in both cases, because
 * pools keep the connection then and frameworks report a lock failure.
 */
public abstract sealed class ConflictSQLException extends SQLTransactionRollbackException
    permits WriteConflictSQLException,
        DeadlockSQLException,
        TransactionCancelledSQLException,
        LockNotAvailableSQLException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Conflict> conflict;

  ConflictSQLException(String message, String state, int vendorCode, Throwable cause) {
    super(message, state, vendorCode, cause);
    this.conflict =
        cause instanceof WriteConflictException facts
            ? Optional.of(facts.conflict())
            : Optional.empty();
  }

  /** Which document, held by whom, since when, and what decided; empty where there is no rival. */
  public Optional<Conflict> conflict() {
    return conflict;
  }

  /**
   * Whether the transaction is dead, so that only {@code rollback} is left and running all of it
   * again may succeed. False means that only the statement failed and the transaction lives on,
   * unless {@code error_mode=transaction} is set.
   */
  public abstract boolean transactionIsDead();
}

package org.duetdb.driver;

/** The transaction reached its lifetime, or was aborted by somebody else: 40000. */
public final class TransactionCancelledSQLException extends ConflictSQLException {
  private static final long serialVersionUID = 1L;

  TransactionCancelledSQLException(String message, String state, int vendorCode, Throwable cause) {
    super(message, state, vendorCode, cause);
  }

  @Override
  public boolean transactionIsDead() {
    return true;
  }
}

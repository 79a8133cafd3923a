package org.duetdb.driver;

/** A lock was not available at once, or not in time: 55P03. Only the statement failed. */
public final class LockNotAvailableSQLException extends ConflictSQLException {
  private static final long serialVersionUID = 1L;

  LockNotAvailableSQLException(String message, String state, int vendorCode, Throwable cause) {
    super(message, state, vendorCode, cause);
  }

  @Override
  public boolean transactionIsDead() {
    return false;
  }
}

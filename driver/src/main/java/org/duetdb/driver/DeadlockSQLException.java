package org.duetdb.driver;

/** This request would have closed a cycle of waits: 40P01. */
public final class DeadlockSQLException extends ConflictSQLException {
  private static final long serialVersionUID = 1L;

  DeadlockSQLException(String message, String state, int vendorCode, Throwable cause) {
    super(message, state, vendorCode, cause);
  }

  @Override
  public boolean transactionIsDead() {
    return true;
  }
}

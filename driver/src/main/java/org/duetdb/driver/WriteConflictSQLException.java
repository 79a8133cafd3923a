package org.duetdb.driver;

/**
 * First updater wins, and it was somebody else; or a dangerous structure of reads and writes:
 * 40001.
 */
public final class WriteConflictSQLException extends ConflictSQLException {
  private static final long serialVersionUID = 1L;

  WriteConflictSQLException(String message, String state, int vendorCode, Throwable cause) {
    super(message, state, vendorCode, cause);
  }

  @Override
  public boolean transactionIsDead() {
    return true;
  }
}

package org.duetdb.api;

import org.duetdb.api.conflict.RetryUnit;

/** What a transaction sees of others, by the scope of its snapshot. */
public enum IsolationLevel {
  /** A snapshot per statement. READ UNCOMMITTED is strengthened to this. */
  READ_COMMITTED(RetryUnit.STATEMENT),
  /** One snapshot per transaction, taken at its first statement. Write skew is possible. */
  REPEATABLE_READ(RetryUnit.NOTHING),
  /** One snapshot per transaction with tracked reads: serializable snapshot isolation. */
  SERIALIZABLE(RetryUnit.NOTHING);

  private final RetryUnit retryUnit;
  private final String sqlName;

  IsolationLevel(RetryUnit retryUnit) {
    this.retryUnit = retryUnit;
    sqlName = name().replace('_', ' ');
  }

  /** What of an explicit transaction at this level may be run again inside the engine. */
  public RetryUnit retryUnit() {
    return retryUnit;
  }

  /** The SQL words, for example {@code READ COMMITTED}. */
  public String sqlName() {
    return sqlName;
  }
}

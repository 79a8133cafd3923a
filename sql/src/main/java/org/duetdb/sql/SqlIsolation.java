package org.duetdb.sql;

/** The isolation levels that SQL names. */
public enum SqlIsolation {
  /** Strengthened to {@link #READ_COMMITTED}, as in PostgreSQL. */
  READ_UNCOMMITTED,
  /** Each statement reads a fresh snapshot and runs again when a rival's commit makes it stale. */
  READ_COMMITTED,
  /** One snapshot for the transaction; a stale write fails with 40001. */
  REPEATABLE_READ,
  /** As {@link #REPEATABLE_READ}, and reads are tracked so that the outcome equals some serial order. */
  SERIALIZABLE;

  /** The level as SQL writes it, for example {@code READ COMMITTED}. */
  public String sql() {
    return name().replace('_', ' ');
  }
}

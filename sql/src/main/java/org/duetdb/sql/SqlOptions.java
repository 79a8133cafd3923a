package org.duetdb.sql;

/**
 * The limits of the SQL side of a deployment.
 *
 * @param planCacheEntries how many plans are kept, for all sessions together
 * @param memoryBytes how much a statement's sorts, hash tables and finished results may take before
 *     it fails with 53200
 */
public record SqlOptions(int planCacheEntries, long memoryBytes) {

  /** 1,000 plans, 256 MiB. */
  public static final SqlOptions DEFAULT = new SqlOptions(1_000, 256L << 20);

  /** Checks that both limits are positive. */
  public SqlOptions {
    if (planCacheEntries <= 0 || memoryBytes <= 0) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, "SQL limits must be positive: " + planCacheEntries);
    }
  }
}

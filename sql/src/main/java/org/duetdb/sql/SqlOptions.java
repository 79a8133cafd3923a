package org.duetdb.sql;

import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;

/**
 * The limits of the SQL side of a deployment.
 *
 * @param planCacheEntries how many plans are kept, for all sessions together
 * @param memoryBytes how much a statement's sorts, hash tables and finished results may take before
 *     it fails with 53200
 */
public record SqlOptions(int planCacheEntries, long memoryBytes) {

  /** What the options {@code sqlPlans} and {@code sqlMemory} of a deployment say. */
  public static SqlOptions of(DeploymentOptions options) {
    return new SqlOptions(
        (int) Math.min(Integer.MAX_VALUE, options.count(DeploymentOption.SQL_PLANS)),
        options.count(DeploymentOption.SQL_MEMORY));
  }

  /** Checks that both limits are positive. */
  public SqlOptions {
    if (planCacheEntries <= 0 || memoryBytes <= 0) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE,
          "sqlPlans and sqlMemory must be positive; they are "
              + planCacheEntries
              + " and "
              + memoryBytes);
    }
  }
}

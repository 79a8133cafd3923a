package org.duetdb.sql;

import java.time.Duration;

/**
 * How one execution differs from the default.
 *
 * @param timeout the statement ends with 57014 when it has run that long; zero means no limit
 * @param maxRows the result ends after so many rows; zero means no limit
 * @param fetchSize how many rows a remote backend may fetch ahead; zero leaves it to the backend
 * @param keys which generated keys an INSERT returns
 */
public record ExecutionOptions(Duration timeout, long maxRows, int fetchSize, GeneratedKeys keys) {

  /** No limit, no keys. */
  public static final ExecutionOptions DEFAULT =
      new ExecutionOptions(Duration.ZERO, 0, 0, GeneratedKeys.NONE);

  /** The same with another {@link #timeout()}. */
  public ExecutionOptions withTimeout(Duration value) {
    return new ExecutionOptions(value, maxRows, fetchSize, keys);
  }

  /** The same with other {@link #keys()}. */
  public ExecutionOptions withKeys(GeneratedKeys value) {
    return new ExecutionOptions(timeout, maxRows, fetchSize, value);
  }
}

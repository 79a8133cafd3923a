package org.duetdb.engine.retry;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * How long a polling write sleeps before it tries again, by the number of the attempt that failed.
 * The values are MongoDB's ({@code log_and_backoff.cpp}); {@link #NOTIFY} does not poll.
 */
public enum Backoff {
  /** Woken when the rival ends; the default. */
  NOTIFY("notify"),
  /**
   * MongoDB 3.0 to 8.2: 4 × 0 ms, 6 × 1 ms, 90 × 5 ms, 100 × 10 ms, then 100 ms, counted from
   * attempt 0.
   */
  MONGODB_8_0("mongodb-8.0");

  private static final long MILLISECOND = 1_000_000;

  private final String optionValue;

  Backoff(String optionValue) {
    this.optionValue = optionValue;
  }

  /** The schedule of that name. */
  public static Backoff named(String name) {
    for (var schedule : values()) {
      if (schedule.optionValue.equals(name)) {
        return schedule;
      }
    }
    throw new DuetException(
        ErrorCode.INVALID_OPTIONS, "there is no conflict schedule '" + name + "'");
  }

  /** Whether it polls instead of being woken. */
  public boolean polls() {
    return this != NOTIFY;
  }

  /**
   * The sleep in nanoseconds after attempt {@code attempt} has failed. Pure.
   *
   * @param attempt the number of the attempt, from 0 for an update by {@code _id} and from 1
   *     elsewhere, as in MongoDB
   */
  public long delay(long attempt) {
    if (this == NOTIFY || attempt < 4) {
      return 0;
    }
    if (attempt < 10) {
      return MILLISECOND;
    }
    if (attempt < 100) {
      return 5 * MILLISECOND;
    }
    return attempt < 200 ? 10 * MILLISECOND : 100 * MILLISECOND;
  }
}

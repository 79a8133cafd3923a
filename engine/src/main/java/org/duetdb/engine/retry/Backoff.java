package org.duetdb.engine.retry;

import java.util.random.RandomGenerator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.retry.Attempts.Failure;

/**
 * How long a polling write sleeps before it tries again, by what is known of the attempt that
 * failed. The values are MongoDB's ({@code log_and_backoff.cpp}, {@code write_conflict_backoff.h},
 * {@code exception_util.h}); {@link #NOTIFY} does not poll.
 */
public enum Backoff {
  /** Woken when the rival ends; the default. */
  NOTIFY("notify") {
    @Override
    long base(Failure failure) {
      return 0;
    }
  },
  /**
   * MongoDB 3.0 to 8.2: 4 × 0 ms, 6 × 1 ms, 90 × 5 ms, 100 × 10 ms, then 100 ms, counted from
   * attempt 0.
   */
  MONGODB_8_0("mongodb-8.0") {
    @Override
    long base(Failure failure) {
      return stepped(failure.number());
    }
  },
  /** The same steps, each sleep between once and twice as long; in MongoDB's sources of 2026. */
  MONGODB_JITTER("mongodb-jitter") {
    @Override
    long base(Failure failure) {
      return stepped(failure.number());
    }

    @Override
    boolean isJittered() {
      return true;
    }
  },
  /**
   * 0, 1, 2, 8, 32, 128, then 256 ms, each sleep between once and twice as long (SERVER-133243).
   * Every caller counts its conflicts from 1.
   */
  MONGODB_EXPONENTIAL("mongodb-exponential") {
    @Override
    long base(Failure failure) {
      if (failure.conflicts() <= 2) {
        return (failure.conflicts() - 1) * MILLISECOND;
      }
      long doublings = 2 * Math.min(failure.conflicts() - 3, EXPONENTIAL_STEPS) + 1;
      return Math.min(MILLISECOND << doublings, EXPONENTIAL_CAP);
    }

    @Override
    boolean isJittered() {
      return true;
    }
  },
  /**
   * A tenth of what an attempt takes on average, and a tenth more at each conflict; MongoDB's
   * inserts since SERVER-88000. An attempt counts as a microsecond at least, because one that takes
   * no time, as in virtual time, would be followed by no sleep for ever.
   */
  MONGODB_ADAPTIVE("mongodb-adaptive") {
    @Override
    long base(Failure failure) {
      double factor = 0.1 * Math.pow(1.1, (double) failure.conflicts() - 1);
      double attempt = (double) Math.max(failure.meanNanos(), SHORTEST_ATTEMPT);
      return (long) Math.min(attempt * factor, ADAPTIVE_CAP);
    }
  };

  private static final long MILLISECOND = 1_000_000;
  private static final long EXPONENTIAL_CAP = 256 * MILLISECOND;
  private static final long EXPONENTIAL_STEPS = 4;
  private static final long SHORTEST_ATTEMPT = 1_000;

  /**
   * Keeps the sum of a time and a sleep within a long; an hour is longer than any attempt waits.
   */
  private static final double ADAPTIVE_CAP = 3_600_000.0 * MILLISECOND;

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

  /** The sleep in nanoseconds after {@code attempts} have failed once more. */
  public final long delay(Attempts attempts, RandomGenerator chance) {
    return delay(attempts.last(), chance);
  }

  /** The same, as a pure function of the failure and of what is drawn. */
  final long delay(Failure failure, RandomGenerator chance) {
    long base = base(failure);
    return isJittered() && base > 0 ? base + (long) (chance.nextDouble() * (double) base) : base;
  }

  /** The shortest sleep in nanoseconds after that failure. */
  abstract long base(Failure failure);

  /** Whether the sleep is drawn between the shortest one and twice that. */
  boolean isJittered() {
    return false;
  }

  private static long stepped(long attempt) {
    if (attempt < 4) {
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

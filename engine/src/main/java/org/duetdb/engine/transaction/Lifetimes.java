package org.duetdb.engine.transaction;

import java.time.Duration;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.metric.Counters;
import org.jspecify.annotations.Nullable;

/**
 * Cancels transactions that have reached their lifetime: exactly then, or in a sweep every half
 * lifetime as MongoDB does (clamped to 1 s and 60 s). One timer is armed while transactions are
 * open, for the oldest; so a short transaction costs nothing.
 */
final class Lifetimes {
  private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_SWEEP = Duration.ofSeconds(60);

  private final TransactionManager manager;
  private final TimeSource time;
  private final Counters counters;
  private final long lifetimeNanos;
  private final boolean exact;
  private final long sweepNanos;
  private final long origin;
  private volatile TimeSource.@Nullable Timer timer;
  private boolean stopped;

  Lifetimes(
      TransactionManager manager, TimeSource time, Counters counters, DeploymentOptions options) {
    this.manager = manager;
    this.time = time;
    this.counters = counters;
    lifetimeNanos = options.duration(DeploymentOption.TRANSACTION_LIFETIME).toNanos();
    exact = options.value(DeploymentOption.TRANSACTION_CANCEL).equals("exact");
    sweepNanos =
        Math.max(SHORTEST_SWEEP.toNanos(), Math.min(LONGEST_SWEEP.toNanos(), lifetimeNanos / 2));
    origin = time.nanoTime();
  }

  long nanos() {
    return lifetimeNanos;
  }

  /** A transaction has begun its first statement. */
  void started(Transaction transaction) {
    if (lifetimeNanos != 0 && timer == null) {
      arm();
    }
  }

  private synchronized void arm() {
    if (timer == null && !stopped) {
      long now = time.nanoTime();
      timer = time.schedule(next(now) - now, this::run);
    }
  }

  /**
   * When to look next: at the oldest one's deadline, or at the next multiple of the sweep period.
   */
  private long next(long now) {
    if (!exact) {
      return origin + ((now - origin) / sweepNanos + 1) * sweepNanos;
    }
    long oldest = Long.MAX_VALUE;
    for (var transaction : manager.open()) {
      oldest = Math.min(oldest, transaction.startNanos());
    }
    return oldest == Long.MAX_VALUE ? now + lifetimeNanos : oldest + lifetimeNanos;
  }

  private void run() {
    synchronized (this) {
      timer = null;
    }
    counters.lifetimePasses.increment();
    long now = time.nanoTime();
    for (var transaction : manager.openInOrder()) {
      if (now - transaction.startNanos() >= lifetimeNanos
          && manager.cancel(transaction, Transaction.Cause.LIFETIME)) {
        counters.lifetimeKills.increment();
      }
    }
    if (!manager.open().isEmpty()) {
      arm();
    }
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}

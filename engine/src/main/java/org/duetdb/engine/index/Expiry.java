package org.duetdb.engine.index;

import org.duetdb.api.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * When to look for documents that have expired: at multiples of a period, as MongoDB does, but only
 * at those at which there may be one. So a deployment whose documents expire next week has one
 * timer for next week, and one without expiring indexes has none. Thread-safe.
 */
public final class Expiry {
  private final TimeSource time;
  private final long periodNanos;
  private final long origin;
  private volatile Runnable pass = () -> {};
  private volatile boolean soon;
  private TimeSource.@Nullable Timer timer;
  private boolean stopped;

  /**
   * @param periodNanos how often to look at the most; 0 means never
   */
  public Expiry(TimeSource time, long periodNanos) {
    this.time = time;
    this.periodNanos = periodNanos;
    origin = time.nanoTime();
    stopped = periodNanos == 0;
  }

  /** Who looks; says afterwards by {@link #notBefore} when to look again. */
  public void onPass(Runnable action) {
    pass = action;
  }

  /** An expiring index has a new entry, so it is to be looked at next time. */
  public void entered() {
    if (!soon) {
      notBefore(0);
    }
  }

  /** Has it looked at the first multiple of the period after a delay, or earlier. */
  public synchronized void notBefore(long delayNanos) {
    if (stopped || soon) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    long now = time.nanoTime();
    long next = multipleAfter(now);
    long wanted = delayNanos > Long.MAX_VALUE - now ? next : multipleAfter(now + delayNanos - 1);
    soon = wanted <= next;
    timer = time.schedule(Math.max(next, wanted) - now, this::run);
  }

  private long multipleAfter(long nanos) {
    return origin + ((nanos - origin) / periodNanos + 1) * periodNanos;
  }

  private void run() {
    synchronized (this) {
      timer = null;
      soon = false;
    }
    pass.run();
  }

  /** Never looks again. */
  public synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}

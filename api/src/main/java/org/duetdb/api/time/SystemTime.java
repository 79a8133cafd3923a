package org.duetdb.api.time;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Time as it passes. Timers run on one daemon thread per instance, started with the first timer.
 *
 * <p>This is the only class of Duet that reads the machine's clocks.
 */
public final class SystemTime implements TimeSource {
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timers;

  private SystemTime(Clock clock) {
    this.clock = clock;
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            action -> {
              var thread = new Thread(action, "duet-timer");
              thread.setDaemon(true);
              return thread;
            });
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(10, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
  }

  /** A new instance over the machine's UTC clock. */
  public static SystemTime create() {
    return new SystemTime(Clock.systemUTC());
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer schedule(long delayNanos, Runnable action) {
    var future = timers.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public Parker parker() {
    return new ThreadParker(Thread.currentThread());
  }

  private static final class ThreadParker implements Parker {
    private final Thread thread;
    private volatile boolean unparked;

    ThreadParker(Thread thread) {
      this.thread = thread;
    }

    @Override
    public boolean park(long deadlineNanos, Object reason) throws InterruptedException {
      while (!unparked) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (deadlineNanos == FOREVER) {
          LockSupport.park(reason);
        } else {
          long left = deadlineNanos - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          LockSupport.parkNanos(reason, left);
        }
      }
      unparked = false;
      return true;
    }

    @Override
    public void unpark() {
      unparked = true;
      LockSupport.unpark(thread);
    }

    @Override
    public void close() {
      // Nobody counts threads in real time.
    }
  }
}

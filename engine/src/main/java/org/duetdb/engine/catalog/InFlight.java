package org.duetdb.engine.catalog;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.TimeSource.Parker;

/**
 * The writes outside a transaction that are under way in a collection just now. They take no claim
 * on it, so whoever locks the collection first hangs his claim, which turns newcomers away, and
 * then waits here, for nanoseconds, until those that had looked before have finished. Striped, so
 * that writers do not meet.
 */
public final class InFlight {
  private static final int STRIPES = 16;
  private static final int CACHE_LINE = 8;

  /** How often whoever waits looks before it parks. */
  private static final int SPINS = 100;

  private final AtomicLongArray counts = new AtomicLongArray(STRIPES * CACHE_LINE);

  /** Of those who wait; each is here before it looks, so that {@link #end} finds it. */
  private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();

  private static int stripe() {
    return (int) (Thread.currentThread().getId() & (STRIPES - 1)) * CACHE_LINE;
  }

  /** A write begins; it looks for claims only afterwards. Returns what {@link #end} wants. */
  public int begin() {
    int stripe = stripe();
    counts.incrementAndGet(stripe);
    return stripe;
  }

  /** The write has ended, or has not happened. */
  public void end(int stripe) {
    counts.decrementAndGet(stripe);
    if (!waiting.isEmpty()) {
      waiting.forEach(Parker::unpark);
    }
  }

  /**
   * Whether every write that began before the call has certainly ended, which is told at once: it
   * looks a few times and waits for nobody.
   */
  public boolean haveEarlierEnded() {
    for (int stripe = 0; stripe < counts.length(); stripe += CACHE_LINE) {
      if (!hasEnded(stripe)) {
        return false;
      }
    }
    return true;
  }

  /** Looks a few times. */
  private boolean hasEnded(int stripe) {
    for (int looks = 0; looks < SPINS && counts.get(stripe) != 0; looks++) {
      Thread.onSpinWait();
    }
    return counts.get(stripe) == 0;
  }

  /**
   * Waits until every write that began before the call has ended, whatever interrupts there are.
   * They wait for nothing but a sink.
   *
   * <p>It parks, because a virtual thread that only yields can keep the carrier which the write
   * needs to end: carriers look at their own queues first.
   */
  public void awaitEarlier(TimeSource time) {
    for (int stripe = 0; stripe < counts.length(); stripe += CACHE_LINE) {
      if (!hasEnded(stripe)) {
        await(stripe, time);
      }
    }
  }

  private void await(int stripe, TimeSource time) {
    boolean interrupted = false;
    try (var parker = time.parker()) {
      waiting.add(parker);
      while (counts.get(stripe) != 0) {
        try {
          parker.park(Parker.FOREVER, "writes under way in a collection");
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      waiting.remove(parker);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

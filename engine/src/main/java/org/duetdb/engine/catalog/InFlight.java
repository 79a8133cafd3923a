package org.duetdb.engine.catalog;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The writes outside a transaction that are under way in a collection just now. They take no claim
 * on it, so whoever locks the collection first hangs his claim, which turns newcomers away, and
 * then waits here, for nanoseconds, until those that had looked before have finished. Striped, so
 * that writers do not meet.
 */
public final class InFlight {
  private static final int STRIPES = 16;
  private static final int CACHE_LINE = 8;

  /** How often it looks before it lets others have the processor. */
  private static final int SPINS = 100;

  private final AtomicLongArray counts = new AtomicLongArray(STRIPES * CACHE_LINE);

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
  }

  /**
   * Waits until every write that began before the call has ended. They wait for nothing but a sink,
   * and that only for as long as it takes a commit; meanwhile the processor, or a virtual thread's
   * carrier, is theirs.
   */
  @SuppressWarnings("ThreadPriorityCheck") // it is right without the yield, and fairer with it
  public void awaitEarlier() {
    for (int stripe = 0; stripe < counts.length(); stripe += CACHE_LINE) {
      for (int looks = 0; counts.get(stripe) != 0; looks++) {
        if (looks < SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }
  }
}

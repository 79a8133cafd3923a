package org.duetdb.engine.mvcc;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The snapshots that are open, and so the versions that must stay. Thread-safe, without locks.
 *
 * <p>A reader registers first and reads the timestamp afterwards; whoever prunes draws its
 * timestamp first and looks at the registrations afterwards. So a snapshot that the pruner did not
 * find is younger than the version it has just installed and needs nothing below it.
 */
public final class LiveSnapshots {
  private final Timestamps timestamps;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Registration> open = ConcurrentHashMap.newKeySet();

  public LiveSnapshots(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  /** One open snapshot. */
  public static final class Registration {
    private final long atLeast;
    private volatile long exact;

    private Registration(long atLeast) {
      this.atLeast = atLeast;
    }

    /** Its timestamp. */
    public long timestamp() {
      return exact;
    }
  }

  /** Opens a snapshot of now. */
  public Registration open() {
    count.incrementAndGet();
    var registration = new Registration(timestamps.current());
    open.add(registration);
    registration.exact = timestamps.current();
    return registration;
  }

  /** Closes a snapshot; false if it was closed before. */
  public boolean close(Registration registration) {
    boolean removed = open.remove(registration);
    if (removed) {
      count.decrementAndGet();
    }
    return removed;
  }

  /** How many are open. */
  public int count() {
    return count.get();
  }

  /** The timestamp of the oldest; {@link Long#MAX_VALUE} if none is open. */
  public long oldest() {
    long oldest = Long.MAX_VALUE;
    for (var registration : open) {
      oldest = Math.min(oldest, registration.atLeast);
    }
    return oldest;
  }

  /** Which versions they need, as of now. */
  Needs needs() {
    if (count.get() == 0) {
      return Needs.NOTHING;
    }
    var exact = new long[8];
    int size = 0;
    long pending = Long.MAX_VALUE;
    for (var registration : open) {
      if (registration.exact == 0) {
        pending = Math.min(pending, registration.atLeast);
      } else {
        if (size == exact.length) {
          exact = Arrays.copyOf(exact, size * 2);
        }
        exact[size++] = registration.exact;
      }
    }
    if (count.get() > size && pending == Long.MAX_VALUE) {
      // Somebody has counted itself and is not in the set yet: it will see now, or later.
      pending = timestamps.current();
    }
    var sorted = Arrays.copyOf(exact, size);
    Arrays.sort(sorted);
    return new Needs(sorted, pending);
  }

  /**
   * A set of snapshots.
   *
   * @param exact their timestamps, ascending
   * @param pending a snapshot with any timestamp from here on may be opening
   */
  record Needs(long[] exact, long pending) {
    static final Needs NOTHING = new Needs(new long[0], Long.MAX_VALUE);

    /**
     * Whether one of them sees a version committed at {@code from} and superseded at {@code until}.
     */
    boolean anyBetween(long from, long until) {
      if (until > pending) {
        return true;
      }
      int index = Arrays.binarySearch(exact, from);
      int first = index >= 0 ? index : -index - 1;
      return first < exact.length && exact[first] < until;
    }
  }
}

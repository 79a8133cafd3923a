package org.duetdb.api.time;

import java.time.Instant;

/**
 * Where a deployment gets the time, its timers and its pauses from; nothing else in Duet reads a
 * clock or parks a thread.
 *
 * <p>Thread-safe. The two implementations are {@link SystemTime} and {@link VirtualTime}.
 */
public sealed interface TimeSource permits SystemTime, VirtualTime {

  /** The calendar time. */
  Instant now();

  /** A monotonic time in nanoseconds, comparable only with other values of the same source. */
  long nanoTime();

  /**
   * Runs {@code action} once, {@code delayNanos} from now. The action must be short and must not
   * wait. Actions due at the same nanosecond run in the order of their creation.
   */
  Timer schedule(long delayNanos, Runnable action);

  /**
   * A parker for the calling thread, which is thereby inside the engine until it closes the parker.
   */
  Parker parker();

  /** A scheduled action. */
  @FunctionalInterface
  interface Timer {
    /** Prevents the action if it has not begun; otherwise does nothing. */
    void cancel();
  }

  /** Parks one thread. Made, parked and closed by that thread; unparked by any. */
  interface Parker extends AutoCloseable {
    /** No deadline. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * Parks until {@link #unpark} or the deadline. An unpark that came earlier counts, once.
     *
     * @param deadlineNanos in terms of {@link TimeSource#nanoTime}, or {@link #FOREVER}
     * @param reason what the thread waits for; its text appears in the report of a hang
     * @return whether it was unparked; false means the deadline passed
     * @throws InterruptedException if the thread was interrupted before or during the wait
     */
    boolean park(long deadlineNanos, Object reason) throws InterruptedException;

    /** Ends the park under way, or the next one at once. */
    void unpark();

    /** The thread leaves the engine. */
    @Override
    void close();
  }
}

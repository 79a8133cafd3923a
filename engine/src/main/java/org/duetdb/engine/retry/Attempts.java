package org.duetdb.engine.retry;

/**
 * The attempts at one thing that somebody else has: how many have failed in a row, and how long
 * they took. Used by one thread.
 */
public final class Attempts {
  private final long first;
  private final boolean insert;
  private long conflicts;
  private long workedNanos;
  private long since;

  private Attempts(long first, boolean insert, long nanos) {
    this.first = first;
    this.insert = insert;
    since = nanos;
  }

  /**
   * Attempts that begin now.
   *
   * @param first the number of the first one, in the counting of MongoDB's stepped schedules
   * @param nanos the time now
   */
  public static Attempts from(long first, long nanos) {
    return new Attempts(first, false, nanos);
  }

  /** Attempts to insert a document, that begin now. */
  public static Attempts ofInsert(long nanos) {
    return new Attempts(1, true, nanos);
  }

  /** Whether MongoDB's express executor would make them. */
  public boolean isExpress() {
    return first == 0;
  }

  /** Whether they are attempts to insert. */
  public boolean isInsert() {
    return insert;
  }

  /** An attempt has failed now. */
  public void failed(long nanos) {
    conflicts++;
    workedNanos += nanos - since;
    since = nanos;
  }

  /** The next attempt begins now, after a pause. */
  public void resumed(long nanos) {
    since = nanos;
  }

  /** What is known of the attempt that failed last. */
  Failure last() {
    return new Failure(first + conflicts - 1, conflicts, workedNanos / Math.max(1, conflicts));
  }

  /**
   * An attempt that has failed.
   *
   * @param number its number, from 0 for an update by {@code _id} and from 1 elsewhere, as in
   *     MongoDB
   * @param conflicts how many have failed in a row, this one included
   * @param meanNanos how long one of them took on average
   */
  record Failure(long number, long conflicts, long meanNanos) {}
}

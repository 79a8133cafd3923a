package org.duetdb.engine.conflict;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.time.TimeSource.Parker;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Writer;
import org.jspecify.annotations.Nullable;

/**
 * One statement that waits, or keeps its place in a queue while it tries again. Its place is
 * guarded by the queues' lock.
 */
public final class Waiter implements Holder {
  private final Parker parker;
  private final @Nullable Writer owner;
  private final String label;
  private final String statementText;
  private final Thread thread = Thread.currentThread();
  @Nullable Head head;
  Want want = Want.EXCLUSIVE;
  private long standingSince;
  private volatile boolean parked;
  private volatile boolean woken;
  private volatile boolean stopped;
  private volatile @Nullable Conflict conflict;
  private volatile Instant since = Instant.EPOCH;

  /**
   * @param parker the parker of the statement's thread
   * @param owner its transaction; null if it holds nothing while it waits
   * @param label its session's name
   * @param statementText the statement
   */
  public Waiter(Parker parker, @Nullable Writer owner, String label, String statementText) {
    this.parker = parker;
    this.owner = owner;
    this.label = label;
    this.statementText = statementText;
  }

  @Nullable Writer owner() {
    return owner;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String statementText() {
    return statementText;
  }

  @Override
  public Thread lastThread() {
    return thread;
  }

  /** Who is in the way of those behind it: its transaction, or itself if it has none. */
  Holder asHolder() {
    return owner instanceof Holder transaction ? transaction : this;
  }

  /** Says what it is about to wait for. */
  public void about(Conflict facts, Instant now) {
    conflict = facts;
    since = now;
  }

  void standingSince(long nanos) {
    standingSince = nanos;
  }

  /**
   * When it began to stand in the queue where it has its place, in nanoseconds; it may have been
   * woken in vain since. Only its own thread asks.
   */
  public long standingSince() {
    return standingSince;
  }

  void rest() {
    woken = false;
  }

  void wake() {
    woken = true;
    parker.unpark();
  }

  /** Ends its waits, now and later: it was cancelled. */
  public void stop() {
    stopped = true;
    parker.unpark();
  }

  /**
   * Parks until it is woken, stopped, or the deadline.
   *
   * @return whether it was woken
   */
  public boolean await(long deadlineNanos) throws InterruptedException {
    parked = true;
    try {
      while (!woken && !stopped) {
        if (!parker.park(deadlineNanos, this)) {
          return false;
        }
      }
      return woken;
    } finally {
      parked = false;
    }
  }

  /** Sleeps: nothing but the deadline or a stop ends it. */
  public void sleep(long deadlineNanos) throws InterruptedException {
    parked = true;
    try {
      while (!stopped && parker.park(deadlineNanos, this)) {
        // A wake-up for the queue; a polling schedule does not listen to it.
      }
    } finally {
      parked = false;
    }
  }

  /** Hangs as long as {@code hangs} says so when it is nudged; a stop or the deadline ends it. */
  public void hang(BooleanSupplier hangs, long deadlineNanos) throws InterruptedException {
    parked = true;
    try {
      while (!stopped && hangs.getAsBoolean() && parker.park(deadlineNanos, this)) {
        // Nudged: look again.
      }
    } finally {
      parked = false;
    }
  }

  /** Has it look again whether it must hang. */
  public void nudge() {
    parker.unpark();
  }

  boolean isParked() {
    return parked;
  }

  @Nullable Conflict conflict() {
    return conflict;
  }

  @Override
  public Instant since() {
    return since;
  }

  /** Leaves the engine. */
  public void close() {
    parker.close();
  }

  @Override
  public String toString() {
    var facts = conflict;
    return label + (facts == null ? "" : ": " + facts.describe());
  }
}

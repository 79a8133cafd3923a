package org.duetdb.engine.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whoever owns uncommitted versions and intents: a transaction. One compare-and-set on its status
 * decides between commit and cancel, and all its versions follow at that instant.
 *
 * <p>Legal moves: ACTIVE → COMMITTING → COMMITTED, ACTIVE → QUEUED → COMMITTING → COMMITTED, and
 * ACTIVE → ABORTED. A sink that fails leaves a commit QUEUED for ever: its outcome is unknown.
 */
public abstract class Writer {
  /** What has become of it. */
  public enum Status {
    /** Its claims are live. */
    ACTIVE,
    /** It can no more be cancelled, and waits for the sinks; its claims are live. */
    QUEUED,
    /** It will commit; its timestamp is drawn by whoever needs it first. */
    COMMITTING,
    /** Its versions are visible to snapshots from its timestamp on; its intents are gone. */
    COMMITTED,
    /** Its claims are dead. */
    ABORTED
  }

  private static final VarHandle STATUS;
  private static final VarHandle TIMESTAMP;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(Writer.class, "status", Status.class);
      TIMESTAMP = lookup.findVarHandle(Writer.class, "timestamp", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private volatile Status status = Status.ACTIVE;
  private volatile long timestamp;

  public final Status status() {
    return status;
  }

  /** Whether its claims count: not aborted, and not committed yet. */
  public final boolean isLive() {
    return switch (status) {
      case ACTIVE, QUEUED -> true;
      case COMMITTING -> timestamp == 0;
      case COMMITTED, ABORTED -> false;
    };
  }

  /** Decides for commit; false if it was aborted or decided before. */
  protected final boolean decideCommit() {
    return STATUS.compareAndSet(this, Status.ACTIVE, Status.COMMITTING);
  }

  /** Takes its place in the queue for the sinks; false if it was aborted or decided before. */
  protected final boolean decideQueue() {
    return STATUS.compareAndSet(this, Status.ACTIVE, Status.QUEUED);
  }

  /** Decides for abort; false if it was aborted or decided before. */
  protected final boolean decideAbort() {
    return STATUS.compareAndSet(this, Status.ACTIVE, Status.ABORTED);
  }

  /** Becomes visible: draws the timestamp, unless a reader has done so already. */
  protected final long publish(Timestamps timestamps) {
    status = Status.COMMITTING;
    long drawn = draw(timestamps);
    status = Status.COMMITTED;
    return drawn;
  }

  private long draw(Timestamps timestamps) {
    if (timestamp == 0) {
      TIMESTAMP.compareAndSet(this, 0L, timestamps.next());
    }
    return timestamp;
  }

  /**
   * The commit timestamp as of now.
   *
   * @return {@link Version#UNCOMMITTED}, {@link Version#DEAD}, or the timestamp
   */
  final long resolve(Timestamps timestamps) {
    return switch (status) {
      case ACTIVE, QUEUED -> Version.UNCOMMITTED;
      case COMMITTING -> draw(timestamps);
      case COMMITTED -> timestamp;
      case ABORTED -> Version.DEAD;
    };
  }
}

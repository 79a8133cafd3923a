package org.duetdb.engine.transaction;

/**
 * What one statement has done so far, over all its attempts. Written by its thread; others read it
 * as it stands.
 */
public final class StatementStats {
  public volatile long writeConflicts;
  public volatile long yields;

  /**
   * The thread's processor time when it began, if a profiler watches; negative if it is not known.
   */
  public long processorNanosBefore = -1;

  public long keysExamined;
  public long docsExamined;
  public long matched;
  public long modified;
  public long upserted;
  public long inserted;
  public long deleted;
  public long returned;
  public volatile String planSummary = "";

  /** Whether its own time limit has ended it. */
  public boolean outOfTime;

  /** One attempt has failed. Only the statement's own thread calls this. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void conflict() {
    writeConflicts = writeConflicts + 1;
  }

  /** The statement has let go of everything for a moment. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void yielded() {
    yields = yields + 1;
  }
}

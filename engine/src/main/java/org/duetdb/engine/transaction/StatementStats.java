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
  public long inserts;
  public long queries;
  public long updates;
  public long deletes;
  public long commands;
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

  /**
   * What of the figures counts only if the attempt that has made it succeeds: what it did to
   * documents, and how many operations it was made of.
   */
  public record Mark(
      long matched,
      long modified,
      long upserted,
      long inserted,
      long deleted,
      long returned,
      long inserts,
      long queries,
      long updates,
      long deletes,
      long commands) {}

  /** Where an attempt begins. */
  public Mark mark() {
    return new Mark(
        matched, modified, upserted, inserted, deleted, returned, inserts, queries, updates,
        deletes, commands);
  }

  /** What came after the mark was undone, but the statement was what it was. */
  public void undone(Mark mark) {
    matched = mark.matched;
    modified = mark.modified;
    upserted = mark.upserted;
    inserted = mark.inserted;
    deleted = mark.deleted;
    returned = mark.returned;
  }

  /** What came after the mark was undone, and happens again from the start. */
  public void restarted(Mark mark) {
    undone(mark);
    inserts = mark.inserts;
    queries = mark.queries;
    updates = mark.updates;
    deletes = mark.deletes;
    commands = mark.commands;
  }
}

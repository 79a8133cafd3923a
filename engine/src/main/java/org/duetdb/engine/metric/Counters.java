package org.duetdb.engine.metric;

import java.util.concurrent.atomic.LongAdder;

/**
 * What serverStatus counts, from the start of the deployment. Thread-safe; adding never contends.
 */
public final class Counters {
  public final LongAdder inserts = new LongAdder();
  public final LongAdder queries = new LongAdder();
  public final LongAdder updates = new LongAdder();
  public final LongAdder deletes = new LongAdder();
  public final LongAdder commands = new LongAdder();
  public final LongAdder documentsInserted = new LongAdder();
  public final LongAdder documentsReturned = new LongAdder();
  public final LongAdder documentsUpdated = new LongAdder();
  public final LongAdder documentsDeleted = new LongAdder();
  public final LongAdder keysScanned = new LongAdder();
  public final LongAdder documentsScanned = new LongAdder();
  public final LongAdder scanAndOrder = new LongAdder();
  public final LongAdder readNanos = new LongAdder();
  public final LongAdder writeNanos = new LongAdder();
  public final LongAdder commandNanos = new LongAdder();
  public final LongAdder transactionNanos = new LongAdder();
  public final LongAdder writeConflicts = new LongAdder();
  public final LongAdder statementRestarts = new LongAdder();
  public final LongAdder deadlocks = new LongAdder();
  public final LongAdder maxTimeExpired = new LongAdder();
  public final LongAdder transactionsStarted = new LongAdder();
  public final LongAdder transactionsCommitted = new LongAdder();
  public final LongAdder transactionsAborted = new LongAdder();
  public final LongAdder lifetimePasses = new LongAdder();
  public final LongAdder cursorsTimedOut = new LongAdder();
  public final LongAdder ttlPasses = new LongAdder();
  public final LongAdder ttlDeleted = new LongAdder();
  public final LongAdder lifetimeKills = new LongAdder();
}

package org.duetdb.engine.transaction;

import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.conflict.WaitQueues;
import org.duetdb.engine.fault.FailPoints;
import org.duetdb.engine.index.Expiry;
import org.duetdb.engine.journal.CommitQueue;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.mvcc.Pruner;
import org.duetdb.engine.mvcc.Timestamps;

/**
 * The parts of a deployment that every statement needs. All are thread-safe and live as long as it
 * does.
 *
 * @param stageMemory how many bytes of documents a sort may hold
 * @param maxIndexKeyBytes how long a key in an index may be
 */
public record Core(
    Timestamps timestamps,
    Pruner pruner,
    WaitQueues queues,
    SerializableTracker tracker,
    Waits waits,
    Catalog catalog,
    CommitQueue commits,
    TransactionManager transactions,
    Counters counters,
    TimeSource time,
    FailPoints faults,
    Feed feed,
    Expiry expiry,
    long stageMemory,
    long maxIndexKeyBytes) {

  /** The same for what the deployment does of itself, which no counter is to show. */
  public Core uncounted() {
    return new Core(
        timestamps,
        pruner,
        queues,
        tracker,
        waits,
        catalog,
        commits,
        transactions,
        new Counters(),
        time,
        faults,
        feed,
        expiry,
        stageMemory,
        maxIndexKeyBytes);
  }
}

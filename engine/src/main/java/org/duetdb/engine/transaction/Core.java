package org.duetdb.engine.transaction;

import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.conflict.WaitQueues;
import org.duetdb.engine.fault.FailPoints;
import org.duetdb.engine.journal.CommitQueue;
import org.duetdb.engine.metric.Counters;
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
    long stageMemory,
    long maxIndexKeyBytes) {}

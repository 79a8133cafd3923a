package org.duetdb.engine.transaction;

import java.util.List;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.conflict.SerializableNode;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.mvcc.LiveSnapshots;
import org.duetdb.engine.mvcc.LiveSnapshots.Registration;

/**
 * The snapshots of SERIALIZABLE transactions. A read-only one that no read-write transaction runs
 * beside is safe and is not tracked at all; a DEFERRABLE one waits until it has such a snapshot,
 * and then can never fail (Ports and Grittner, 4.2 and 4.3).
 */
final class SerializableSnapshots {
  private final LiveSnapshots snapshots;
  private final SerializableTracker tracker;
  private final TimeSource time;

  SerializableSnapshots(LiveSnapshots snapshots, SerializableTracker tracker, TimeSource time) {
    this.snapshots = snapshots;
    this.tracker = tracker;
    this.time = time;
  }

  /** The snapshot of a transaction, at its first statement. */
  Registration open(Transaction transaction) {
    boolean readOnly = transaction.settings().readOnly();
    while (true) {
      var begun = tracker.begin(transaction, readOnly, snapshots::open);
      if (!readOnly) {
        transaction.track(begun.node());
        return begun.snapshot();
      }
      var concurrent = tracker.running();
      boolean safe = concurrent.isEmpty();
      if (!safe && transaction.settings().deferrable()) {
        safe = waitForSafety(transaction, begun, concurrent);
        if (!safe) {
          giveBack(begun);
          continue;
        }
      }
      if (safe) {
        tracker.abort(begun.node());
      } else {
        transaction.track(begun.node());
      }
      return begun.snapshot();
    }
  }

  private void giveBack(SerializableTracker.Begun<Registration> begun) {
    tracker.abort(begun.node());
    snapshots.close(begun.snapshot());
  }

  private boolean waitForSafety(
      Transaction transaction,
      SerializableTracker.Begun<Registration> begun,
      List<SerializableNode> concurrent) {
    var statement = transaction.running();
    if (statement == null) {
      return false;
    }
    var waiter = statement.waiterForWait();
    try {
      while (tracker.watch(waiter, concurrent)) {
        statement.checkAlive();
        if (!waiter.await(statement.deadline()) && time.nanoTime() >= statement.deadline()) {
          throw statement.outOfTime();
        }
        statement.checkAlive();
      }
      return tracker.isSafe(begun.node(), concurrent);
    } catch (InterruptedException interrupted) {
      giveBack(begun);
      Thread.currentThread().interrupt();
      throw new DuetException(
          ErrorCode.INTERRUPTED,
          "operation was interrupted while it waited for a safe snapshot; nothing of it has happened",
          interrupted);
    } catch (DuetException ended) {
      giveBack(begun);
      throw ended;
    } finally {
      tracker.unwatch(waiter);
    }
  }
}

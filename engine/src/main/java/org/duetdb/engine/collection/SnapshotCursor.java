package org.duetdb.engine.collection;

import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.plan.Candidates;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Streams the documents that a snapshot sees and that match, in the order of access. What it has
 * examined it counts itself, when it is closed, because it may outlive its statement.
 */
final class SnapshotCursor implements DocumentCursor {
  private static final int LOOK_EVERY = 127;
  private static final byte[] EMPTY = {5, 0, 0, 0, 0};

  private final Core core;
  private final Statement statement;
  private final Snapshot snapshot;
  private final Candidates candidates;
  private final FindOperation operation;
  private final Object[] parameters;
  private final ReadTracking tracking;
  private final Runnable onClose;
  private final boolean returns;
  private final boolean covered;
  private long examined;
  private long returned;
  private long skip;
  private long left;
  private int looked;
  private long keysExamined;
  private boolean closed;

  SnapshotCursor(
      Core core,
      Statement statement,
      Snapshot snapshot,
      Candidates candidates,
      FindOperation operation,
      Object[] parameters,
      ReadTracking tracking,
      Runnable onClose,
      boolean returns) {
    this.core = core;
    this.statement = statement;
    this.snapshot = snapshot;
    this.candidates = candidates;
    this.operation = operation;
    this.parameters = parameters;
    this.tracking = tracking;
    this.onClose = onClose;
    this.returns = returns && !operation.counted();
    covered = operation.counted() && candidates.isCovering();
    skip = operation.skip();
    left = operation.limit() == 0 ? Long.MAX_VALUE : operation.limit();
  }

  @Override
  public byte @Nullable [] next() {
    if (closed) {
      return null;
    }
    while (left > 0) {
      var document = nextMatch();
      if (document == null) {
        break;
      }
      if (skip > 0) {
        skip--;
        continue;
      }
      left--;
      if (returns) {
        returned++;
        statement.stats().returned++;
      }
      return document;
    }
    close();
    return null;
  }

  private byte @Nullable [] nextMatch() {
    var stats = statement.stats();
    for (var head = candidates.next(); head != null; head = candidates.next()) {
      if ((++looked & LOOK_EVERY) == 0) {
        statement.checkAlive();
      }
      var version = snapshot.visible(head, core.timestamps());
      tracking.visited(head, version);
      if (candidates.isByKey()) {
        keysExamined++;
        stats.keysExamined++;
      }
      if (version == null
          || version.document() == null
          || !candidates.isFor(head, version.document())) {
        continue;
      }
      if (covered) {
        checkSnapshot();
        return EMPTY;
      }
      examined++;
      stats.docsExamined++;
      if (operation.residual().test(version.document(), parameters)) {
        checkSnapshot();
        return version.document();
      }
    }
    checkSnapshot();
    return null;
  }

  /**
   * What was read counts only if the snapshot was still protected: a cancelled transaction has
   * given it up.
   */
  private void checkSnapshot() {
    if (snapshot.self() != null && !snapshot.self().isLive()) {
      statement.checkAlive();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      var counters = core.counters();
      counters.documentsScanned.add(examined);
      counters.keysScanned.add(keysExamined);
      counters.documentsReturned.add(returned);
      onClose.run();
    }
  }
}

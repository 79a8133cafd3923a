package org.duetdb.engine.collection;

import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.mvcc.AllVisible;
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

  private @Nullable AllVisible run;
  private int place;

  @SuppressWarnings("UnusedVariable") // so that the touching is not optimised away
  private int touched;

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
    byte[] match;
    do {
      match = run == null ? null : nextOf(run);
      if (match == null) {
        match = nextOfHeads();
      }
    } while (match == null && run != null);
    checkSnapshot();
    return match;
  }

  /** The next match of the run; null, and no run any more, at its end. */
  private byte @Nullable [] nextOf(AllVisible documents) {
    byte[] match = null;
    int at = place;
    while (match == null && at < documents.size()) {
      lookNowAndThen();
      touched += documents.touch(at);
      var document = documents.document(at++);
      match = operation.residual().test(document, parameters) ? document : null;
    }
    examined += at - place;
    statement.stats().docsExamined += at - place;
    place = at;
    if (match == null) {
      run = null;
    }
    return match;
  }

  /** The next match before the next run; null there, and at the end. */
  private byte @Nullable [] nextOfHeads() {
    var stats = statement.stats();
    for (run = nextRun(); run == null; run = nextRun()) {
      var head = candidates.next();
      if (head == null) {
        return null;
      }
      lookNowAndThen();
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
        return EMPTY;
      }
      examined++;
      stats.docsExamined++;
      if (operation.residual().test(version.document(), parameters)) {
        return version.document();
      }
    }
    return null;
  }

  private @Nullable AllVisible nextRun() {
    place = 0;
    return tracking == ReadTracking.NONE
        ? candidates.allVisible(snapshot.timestamp(), core.timestamps())
        : null;
  }

  private void lookNowAndThen() {
    if ((++looked & LOOK_EVERY) == 0) {
      statement.checkAlive();
    }
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

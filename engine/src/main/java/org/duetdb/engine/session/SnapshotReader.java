package org.duetdb.engine.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.collection.CollectionClaims;
import org.duetdb.engine.collection.Reads;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;

/** Opens the cursors of one statement on one snapshot. */
final class SnapshotReader implements DocumentReader {
  private final Core core;
  private final Statement statement;
  private final Snapshot snapshot;
  private final Runnable onClose;
  private final Consumer<SnapshotReader> forget;
  private final Set<StreamingCursor> cursors = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * @param onClose gives the snapshot back; called once
   * @param forget is told when it has been closed
   */
  SnapshotReader(
      Core core,
      Statement statement,
      Snapshot snapshot,
      Runnable onClose,
      Consumer<SnapshotReader> forget) {
    this.core = core;
    this.statement = statement;
    this.snapshot = snapshot;
    this.onClose = onClose;
    this.forget = forget;
  }

  @Override
  public DocumentCursor find(FindOperation operation, Object[] parameters) {
    if (closed) {
      throw StreamingCursor.notFound();
    }
    statement.checkAlive();
    awaitReadable(operation.namespace());
    var documents =
        new Reads(core)
            .open(
                statement,
                snapshot,
                core.catalog().visible(operation.namespace(), snapshot),
                operation,
                parameters,
                () -> {});
    var cursor = new StreamingCursor(documents, () -> {}, failed -> {}, cursors::remove);
    cursors.add(cursor);
    return cursor;
  }

  /**
   * Waits in a statement of its own, because one that has waited keeps its thread inside the engine
   * until it ends, and this one ends when its reader likes.
   */
  private void awaitReadable(Namespace namespace) {
    var newest = core.catalog().newest(namespace);
    if (newest == null || !CollectionClaims.keepOutReaders(newest)) {
      return;
    }
    var wait = new Statement(statement.settings(), core.time(), statement.label());
    var owner = statement.transaction();
    if (owner != null) {
      wait.runIn(owner);
    }
    try {
      CollectionClaims.awaitReadable(core, wait, newest);
    } finally {
      wait.close();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cursors.forEach(StreamingCursor::end);
      onClose.run();
      forget.accept(this);
    }
  }
}

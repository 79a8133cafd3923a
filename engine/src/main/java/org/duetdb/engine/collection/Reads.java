package org.duetdb.engine.collection;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.plan.Candidates;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.jspecify.annotations.Nullable;

/** Reads without a lock. */
public final class Reads {
  private final Core core;

  public Reads(Core core) {
    this.core = core;
  }

  /**
   * Opens a cursor on a snapshot.
   *
   * @param onClose gives the snapshot back; called once, when the cursor is exhausted or closed
   */
  public DocumentCursor open(
      Statement statement,
      Snapshot snapshot,
      @Nullable Collection collection,
      FindOperation operation,
      Object[] parameters,
      Runnable onClose) {
    ReadTracking.ofCollection(core, snapshot, operation.namespace());
    if (collection == null) {
      statement.stats().planSummary = "EOF";
      onClose.run();
      return new ListCursor(List.of());
    }
    var candidates = Candidates.of(operation.access(), parameters, collection.store());
    statement.stats().planSummary = candidates.summary();
    var tracking =
        ReadTracking.of(
            core,
            snapshot,
            collection.store(),
            operation.access(),
            operation.residual(),
            parameters);
    if (operation.order().isEmpty()) {
      return new SnapshotCursor(
          core, statement, snapshot, candidates, operation, parameters, tracking, onClose);
    }
    var all = operation.withSkip(0).withLimit(0);
    try (var cursor =
        new SnapshotCursor(
            core, statement, snapshot, candidates, all, parameters, tracking, onClose)) {
      return new ListCursor(sorted(cursor, operation));
    }
  }

  private List<byte[]> sorted(DocumentCursor cursor, FindOperation operation) {
    var documents = new ArrayList<byte[]>();
    var memory = new SortMemory(core);
    for (var document = cursor.next(); document != null; document = cursor.next()) {
      memory.hold(document);
      documents.add(document);
    }
    documents.sort(operation.order().orElseThrow());
    return page(documents, operation.skip(), operation.limit());
  }

  private static List<byte[]> page(List<byte[]> documents, long skip, long limit) {
    int from = (int) Math.min(skip, documents.size());
    int to = limit == 0 ? documents.size() : (int) Math.min(from + limit, documents.size());
    return documents.subList(from, to);
  }
}

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
   * @param onClose gives the snapshot back; called when the cursor is exhausted or closed, or when
   *     there will be none because of a failure
   */
  public DocumentCursor open(
      Statement statement,
      Snapshot snapshot,
      @Nullable Collection collection,
      FindOperation operation,
      Object[] parameters,
      Runnable onClose) {
    return open(statement, snapshot, collection, operation, parameters, onClose, true);
  }

  /** The same for documents that stay within a write, which examines but does not return them. */
  DocumentCursor openWithin(
      Statement statement,
      Snapshot snapshot,
      Collection collection,
      FindOperation operation,
      Object[] parameters,
      Runnable onClose) {
    return open(statement, snapshot, collection, operation, parameters, onClose, false);
  }

  private DocumentCursor open(
      Statement statement,
      Snapshot snapshot,
      @Nullable Collection collection,
      FindOperation operation,
      Object[] parameters,
      Runnable onClose,
      boolean returns) {
    DocumentCursor cursor = null;
    boolean sorts;
    try {
      ReadTracking.ofCollection(core, snapshot, operation.namespace());
      if (collection == null) {
        statement.stats().planSummary = "EOF";
        return new ListCursor(List.of());
      }
      var tracking =
          ReadTracking.of(
              core,
              snapshot,
              collection.store(),
              operation.access(),
              operation.residual(),
              parameters);
      // After the registration, because a scan ends with what is there when it is opened: who
      // inserts later has to find the read.
      var candidates = Candidates.of(operation.access(), parameters, collection, operation.order());
      statement.stats().planSummary =
          PlanSummaries.isExpress(operation.access(), operation.residual())
              ? PlanSummaries.EXPRESS
              : summary(candidates, operation);
      sorts = operation.order().isPresent() && !candidates.isOrdered();
      var streamed = !sorts ? operation : operation.withSkip(0).withLimit(0);
      cursor =
          new SnapshotCursor(
              core,
              statement,
              snapshot,
              candidates,
              streamed,
              parameters,
              tracking,
              onClose,
              returns);
    } finally {
      if (cursor == null) {
        onClose.run();
      }
    }
    return sorts ? sorted(cursor, operation) : cursor;
  }

  private static String summary(Candidates candidates, FindOperation operation) {
    var index = candidates.use();
    return operation.counted() && candidates.isCovering() && index.isPresent()
        ? "COUNT_SCAN " + index.get().index().keyText()
        : candidates.summary();
  }

  private DocumentCursor sorted(DocumentCursor unsorted, FindOperation operation) {
    var documents = new ArrayList<byte[]>();
    var memory = new SortMemory(core);
    core.counters().scanAndOrder.increment();
    try (unsorted) {
      for (var document = unsorted.next(); document != null; document = unsorted.next()) {
        memory.hold(document);
        documents.add(document);
      }
    }
    documents.sort(operation.order().orElseThrow());
    return new ListCursor(page(documents, operation.skip(), operation.limit()));
  }

  private static List<byte[]> page(List<byte[]> documents, long skip, long limit) {
    int from = (int) Math.min(skip, documents.size());
    int to = limit == 0 ? documents.size() : (int) Math.min(from + limit, documents.size());
    return documents.subList(from, to);
  }
}

package org.duetdb.engine.collection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;

/**
 * The document language's writes outside a transaction: document by document, each atomic, each
 * installed already committed. A document that meets a rival waits and is applied again; what has
 * been done stays done and is never done twice.
 *
 * <p>An operation by {@code _id} goes straight to its head. Any other first finds the documents
 * that match in a snapshot, and writes each by its key, where the filter is evaluated again on the
 * newest version.
 */
public final class AutocommitWrites {
  private final Core core;
  private final Collection collection;
  private final Statement statement;
  private final DocumentWriter writer;

  public AutocommitWrites(Core core, Collection collection, Statement statement) {
    this.core = core;
    this.collection = collection;
    this.statement = statement;
    writer = new DocumentWriter(core, collection, statement);
  }

  public UpdateOutcome update(UpdateOperation operation, Object[] parameters) {
    var outcome =
        operation.access() instanceof Access.Key access
            ? updateByKey(access, operation, parameters)
            : updateMatches(operation, parameters);
    statement.stats().returned += outcome.returned().size();
    return outcome;
  }

  private UpdateOutcome updateByKey(
      Access.Key access, UpdateOperation operation, Object[] parameters) {
    boolean isUpsert = operation.upsert().isPresent();
    boolean express =
        !isUpsert && PlanSummaries.isExpress(operation.access(), operation.residual());
    statement.stats().planSummary = PlanSummaries.update(isUpsert, operation.residual());
    var key = access.source().key(parameters);
    return key == null
        ? UpdateOutcome.NONE
        : writer
            .update(key, operation, parameters, express ? Executor.EXPRESS : Executor.BY_ID)
            .outcome();
  }

  private UpdateOutcome updateMatches(UpdateOperation operation, Object[] parameters) {
    while (true) {
      var pass = new UpdatePass(operation, parameters);
      pass.run();
      if (!pass.mustChooseAgain) {
        return new UpdateOutcome(pass.matched, pass.modified, Optional.empty(), pass.returned);
      }
    }
  }

  private static Executor finding(Access access) {
    return access instanceof Access.Keys ? Executor.FOUND_BY_KEY : Executor.FOUND_BY_SCAN;
  }

  /** One pass over the documents that match in one snapshot. */
  private final class UpdatePass {
    private final UpdateOperation operation;
    private final Object[] parameters;
    private final List<byte[]> returned = new ArrayList<>();
    private long matched;
    private long modified;
    private boolean mustChooseAgain;

    UpdatePass(UpdateOperation operation, Object[] parameters) {
      this.operation = operation;
      this.parameters = parameters;
    }

    void run() {
      var executor = finding(operation.access());
      try (var cursor =
          matches(operation.access(), operation.residual(), operation.order(), parameters)) {
        for (var match = cursor.next(); match != null; match = cursor.next()) {
          statement.checkAlive();
          var written = writer.update(DocumentKey.of(match), operation, parameters, executor);
          var one = written.outcome();
          matched += one.matched();
          modified += one.modified();
          returned.addAll(one.returned());
          mustChooseAgain = one.matched() == 0 && !written.leftOut() && choosesAgain(operation);
          if (mustChooseAgain || (one.matched() > 0 && !operation.multi())) {
            return;
          }
        }
      }
    }
  }

  /** MongoDB chooses the next best match anew for a sorted single update, and for findAndModify. */
  private static boolean choosesAgain(UpdateOperation operation) {
    return !operation.multi()
        && (operation.order().isPresent() || operation.returning() != Returning.NOTHING);
  }

  public DeleteOutcome delete(DeleteOperation operation, Object[] parameters) {
    var gone = new ArrayList<byte[]>();
    if (operation.access() instanceof Access.Key access) {
      var residual = operation.residual();
      var executor = PlanSummaries.isExpress(access, residual) ? Executor.EXPRESS : Executor.BY_ID;
      statement.stats().planSummary = PlanSummaries.delete(residual);
      var key = access.source().key(parameters);
      if (key != null) {
        writer.delete(key, residual, parameters, executor).ifPresent(gone::add);
      }
    } else {
      deleteMatches(operation, parameters, gone);
    }
    statement.stats().returned += operation.returning() ? gone.size() : 0;
    return new DeleteOutcome(gone.size(), operation.returning() ? gone : List.of());
  }

  private void deleteMatches(DeleteOperation operation, Object[] parameters, List<byte[]> gone) {
    var executor = finding(operation.access());
    try (var cursor =
        matches(operation.access(), operation.residual(), operation.order(), parameters)) {
      for (var match = cursor.next(); match != null; match = cursor.next()) {
        statement.checkAlive();
        var one = writer.delete(DocumentKey.of(match), operation.residual(), parameters, executor);
        one.ifPresent(gone::add);
        if (one.isPresent() && !operation.multi()) {
          return;
        }
      }
    }
  }

  public void insert(byte[] document) {
    writer.insert(document);
  }

  /** What matches in a snapshot of now. */
  private DocumentCursor matches(
      Access access,
      DocumentPredicate residual,
      Optional<Comparator<byte[]>> order,
      Object[] parameters) {
    var find = FindOperation.of(collection.descriptor().namespace(), access, residual);
    var ordered = order.map(find::withOrder).orElse(find);
    var registration = core.transactions().openSnapshot(statement.label());
    return new Reads(core)
        .openWithin(
            statement,
            new Snapshot(registration.timestamp(), null, 0),
            collection,
            ordered,
            parameters,
            () -> core.transactions().close(registration));
  }
}

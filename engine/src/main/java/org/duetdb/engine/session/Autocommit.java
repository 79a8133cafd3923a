package org.duetdb.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.Statements;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.AutocommitWrites;
import org.duetdb.engine.collection.CollectionClaims;
import org.duetdb.engine.collection.Express;
import org.duetdb.engine.collection.ListCursor;
import org.duetdb.engine.collection.Reads;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statements that commit by themselves. SQL's run in an implicit transaction, all or nothing; the
 * document language's writes are atomic per document. One document by its key takes the express
 * path in either language. Thread-safe.
 */
final class Autocommit implements Statements {
  private static final TransactionSettings IMPLICIT =
      TransactionSettings.at(IsolationLevel.READ_COMMITTED);

  /** MongoDB's upsertMaxRetryAttemptsOnDuplicateKeyError. */
  private static final int UPSERT_ATTEMPTS = 100;

  private final Core core;
  private final StatementRunner runner;
  private final Express express;
  private final Supplier<String> label;
  private final Consumer<@Nullable Statement> track;
  private final StatementLog log;
  private final IdleCursors cursors;
  private final Runnable refuseIfStopped;

  /**
   * @param cursors knows of those that outlive their statements
   * @param refuseIfStopped throws when the deployment has been shut down
   * @param label the session's name
   * @param track is told of the statement under way, and null when it has ended
   */
  Autocommit(
      Core core,
      StatementRunner runner,
      StatementLog log,
      IdleCursors cursors,
      Runnable refuseIfStopped,
      Supplier<String> label,
      Consumer<@Nullable Statement> track) {
    this.core = core;
    this.runner = runner;
    this.log = log;
    this.cursors = cursors;
    this.refuseIfStopped = refuseIfStopped;
    this.label = label;
    this.track = track;
    express = new Express(core);
  }

  /** One statement under way. */
  private interface Work<R> {
    R run(Statement statement);
  }

  private <R> R track(
      StatementSettings settings, String operation, Namespace namespace, Work<R> work) {
    var statement = new Statement(settings, core.time(), label.get());
    track.accept(statement);
    log.begin(statement, namespace);
    try {
      return work.run(statement);
    } finally {
      var waiter = statement.waiter();
      if (waiter != null) {
        core.queues().leave(waiter);
        core.pruner().released();
      }
      track.accept(null);
      log.end(statement, operation, namespace);
      statement.close();
    }
  }

  @Override
  public <R> R execute(StatementSettings settings, StatementBody<R> body) {
    refuseIfStopped.run();
    return track(
        settings, "command", StatementLog.NO_NAMESPACE, statement -> implicit(statement, body));
  }

  private <R> R implicit(Statement statement, StatementBody<R> body) {
    var transaction = core.transactions().beginImplicit(IMPLICIT, statement.label());
    var result = runner.run(statement, transaction, body);
    if (!core.transactions().commit(transaction)) {
      statement.checkAlive();
    }
    return result;
  }

  @Override
  public DocumentCursor find(
      StatementSettings settings, FindOperation operation, Object[] parameters) {
    refuseIfStopped.run();
    if (operation.lock().isPresent()) {
      return track(
          settings,
          "query",
          operation.namespace(),
          statement -> implicit(statement, scope -> scope.find(operation, parameters)));
    }
    var collection = core.catalog().newest(operation.namespace());
    if (collection != null
        && operation.access() instanceof Access.Key access
        && operation.skip() == 0
        && !CollectionClaims.keepOutReaders(collection)
        && !log.isWatching(operation.namespace())) {
      core.counters().queries.increment();
      return expressFind(collection, access, operation, parameters);
    }
    return track(
        settings,
        "query",
        operation.namespace(),
        statement -> stream(statement, operation, parameters));
  }

  private DocumentCursor expressFind(
      Collection collection, Access.Key access, FindOperation operation, Object[] parameters) {
    var key = access.source().key(parameters);
    var document = key == null ? null : express.get(collection, key);
    if (document == null || !operation.residual().test(document, parameters)) {
      return new ListCursor(List.of());
    }
    return new ListCursor(List.of(document));
  }

  private DocumentCursor stream(Statement statement, FindOperation operation, Object[] parameters) {
    statement.stats().queries++;
    var collection = core.catalog().newest(operation.namespace());
    if (collection != null) {
      CollectionClaims.awaitReadable(core, statement, collection);
    }
    statement.checkAlive();
    var registration = core.transactions().openSnapshot(statement.label());
    var snapshot = new Snapshot(registration.timestamp(), null, 0);
    var documents =
        new Reads(core)
            .open(
                statement,
                snapshot,
                core.catalog().visible(operation.namespace(), snapshot),
                operation,
                parameters,
                () -> core.transactions().close(registration));
    return documents instanceof ListCursor ? documents : cursors.watch(documents);
  }

  @Override
  public DocumentReader reader(StatementSettings settings) {
    refuseIfStopped.run();
    core.counters().commands.increment();
    var registration = core.transactions().openSnapshot(label.get());
    return cursors.watch(
        new SnapshotReader(
            core,
            new Statement(settings, core.time(), label.get()),
            new Snapshot(registration.timestamp(), null, 0),
            () -> core.transactions().close(registration),
            closed -> {}));
  }

  @Override
  public InsertOutcome insert(StatementSettings settings, InsertOperation operation) {
    refuseIfStopped.run();
    if (operation.documents().size() == 1 && !log.isWatching(operation.namespace())) {
      var collection = core.catalog().newest(operation.namespace());
      var document = operation.documents().get(0);
      if (collection != null && express.insert(collection, DocumentKey.of(document), document)) {
        core.counters().inserts.increment();
        core.counters().documentsInserted.increment();
        return new InsertOutcome(1, List.of());
      }
    }
    return track(
        settings,
        "insert",
        operation.namespace(),
        statement ->
            settings.language() == Language.SQL
                ? implicit(statement, scope -> scope.insert(operation))
                : insertEach(statement, operation));
  }

  private InsertOutcome insertEach(Statement statement, InsertOperation operation) {
    var failures = new ArrayList<InsertOutcome.Failure>();
    long inserted = 0;
    int index = 0;
    for (var document : operation.documents()) {
      try {
        statement.checkAlive();
        writes(statement, forWrite(statement, operation)).insert(document);
        inserted++;
        statement.stats().inserts++;
      } catch (DuetException failed) {
        if (!InsertOutcome.isOfOneDocument(failed)) {
          throw failed;
        }
        failures.add(new InsertOutcome.Failure(index, failed));
        if (operation.ordered()) {
          break;
        }
      }
      index++;
    }
    return new InsertOutcome(inserted, failures);
  }

  private AutocommitWrites writes(Statement statement, Collection collection) {
    return new AutocommitWrites(core, collection, statement);
  }

  /** The collection to insert into, created if it is missing and may be. */
  private Collection forWrite(Statement statement, InsertOperation operation) {
    while (true) {
      var collection = existing(statement, operation.namespace());
      if (collection != null) {
        return collection;
      }
      if (!operation.createMissing()) {
        throw new DuetException(
            ErrorCode.NAMESPACE_NOT_FOUND, "ns does not exist: " + operation.namespace());
      }
      create(statement, operation.namespace());
    }
  }

  /**
   * Creates a collection as part of the statement that needs it, whose cancel and time limit end
   * also a wait for another who is creating it.
   */
  private void create(Statement statement, Namespace namespace) {
    var mark = statement.stats().mark();
    try {
      implicit(
          statement,
          scope -> {
            scope.createCollection(CollectionDescriptor.schemaless(namespace));
            return true;
          });
    } catch (DuetException failed) {
      if (failed.code() != ErrorCode.NAMESPACE_EXISTS) {
        throw failed;
      }
      // Another has created it in the same moment.
    } finally {
      statement.stats().restarted(mark); // because nobody has asked for a command
      statement.leaveTransaction();
    }
  }

  /**
   * The collection as committed last, once nobody has a claim on it as a whole; null if there is
   * none.
   */
  private @Nullable Collection existing(Statement statement, Namespace namespace) {
    while (true) {
      var collection = core.catalog().newest(namespace);
      if (collection == null || !CollectionClaims.awaitNone(core, statement, collection)) {
        return collection;
      }
    }
  }

  @Override
  public UpdateOutcome update(
      StatementSettings settings, UpdateOperation operation, Object[] parameters) {
    refuseIfStopped.run();
    if (operation.access() instanceof Access.Key access && !log.isWatching(operation.namespace())) {
      var collection = core.catalog().newest(operation.namespace());
      var key = access.source().key(parameters);
      var outcome =
          collection == null || key == null
              ? null
              : express.update(collection, key, operation, parameters);
      if (outcome != null && (outcome.matched() > 0 || operation.upsert().isEmpty())) {
        core.counters().updates.increment();
        core.counters().documentsUpdated.add(outcome.matched());
        return outcome;
      }
    }
    return track(
        settings,
        "update",
        operation.namespace(),
        statement ->
            settings.language() == Language.SQL
                ? implicit(statement, scope -> scope.update(operation, parameters))
                : updateEach(statement, operation, parameters));
  }

  private UpdateOutcome updateEach(
      Statement statement, UpdateOperation operation, Object[] parameters) {
    core.counters().updates.increment(); // at once, as mongostat shows an update that still waits
    for (int attempt = 1; ; attempt++) {
      var collection = existing(statement, operation.namespace());
      var outcome =
          collection == null
              ? UpdateOutcome.NONE
              : writes(statement, collection).update(operation, parameters);
      if (outcome.matched() > 0 || operation.upsert().isEmpty()) {
        return outcome;
      }
      try {
        return upsert(statement, operation, parameters);
      } catch (DuplicateKeyException raced) {
        if (!UpsertRace.isOver(operation, parameters, raced) || attempt == UPSERT_ATTEMPTS) {
          throw raced;
        }
      }
    }
  }

  private UpdateOutcome upsert(
      Statement statement, UpdateOperation operation, Object[] parameters) {
    var document = operation.upsert().orElseThrow().document(parameters);
    var insert = new InsertOperation(operation.namespace(), List.of(document), true, true);
    writes(statement, forWrite(statement, insert)).insert(document);
    statement.stats().inserted--; // because MongoDB counts it as upserted and not as inserted
    statement.stats().upserted++;
    return new UpdateOutcome(
        0,
        0,
        Optional.of(document),
        operation.returning() == UpdateOperation.Returning.AFTER ? List.of(document) : List.of());
  }

  @Override
  public DeleteOutcome delete(
      StatementSettings settings, DeleteOperation operation, Object[] parameters) {
    refuseIfStopped.run();
    return track(
        settings,
        "remove",
        operation.namespace(),
        statement -> {
          if (settings.language() == Language.SQL) {
            return implicit(statement, scope -> scope.delete(operation, parameters));
          }
          core.counters().deletes.increment();
          var collection = existing(statement, operation.namespace());
          return collection == null
              ? new DeleteOutcome(0, List.of())
              : writes(statement, collection).delete(operation, parameters);
        });
  }
}

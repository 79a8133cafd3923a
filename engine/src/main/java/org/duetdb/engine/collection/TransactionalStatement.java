package org.duetdb.engine.collection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.Namespace;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** One attempt of one statement inside a transaction, explicit or implicit. Used by one thread. */
public final class TransactionalStatement implements StatementScope {
  private final Core core;
  private final Statement statement;
  private final Transaction transaction;
  private final Snapshot snapshot;
  private final ClaimingWriter writer;
  private final Reaction reaction;
  private final List<DocumentCursor> cursors = new ArrayList<>();

  public TransactionalStatement(
      Core core, Statement statement, Transaction transaction, Snapshot snapshot) {
    this.core = core;
    this.statement = statement;
    this.transaction = transaction;
    this.snapshot = snapshot;
    writer = new ClaimingWriter(core, statement, transaction, snapshot);
    reaction = Reaction.ofWrite(statement.settings(), transaction);
  }

  @Override
  public DocumentCursor find(FindOperation operation, Object[] parameters) {
    statement.stats().queries++;
    var collection = visible(operation.namespace());
    if (operation.lock().isPresent()) {
      refuseIfReadOnly();
      return collection == null
          ? new ListCursor(List.of())
          : new LockingRead(writer, collection, claims(collection)).run(operation, parameters);
    }
    if (collection != null
        && CollectionClaims.awaitReadable(core, statement, collection)
        && reaction.unit() == RetryUnit.STATEMENT) {
      throw new Restart(null);
    }
    var cursor =
        new Reads(core).open(statement, snapshot, collection, operation, parameters, () -> {});
    cursors.add(cursor);
    return cursor;
  }

  @Override
  public DocumentCursor findNewest(FindOperation operation, Object[] parameters) {
    statement.stats().queries++;
    var collection = visible(operation.namespace());
    return collection == null
        ? new ListCursor(List.of())
        : new NewestRead(core, statement, transaction).run(collection, operation, parameters);
  }

  @Override
  public InsertOutcome insert(InsertOperation operation) {
    refuseIfReadOnly();
    var outcome = insertAll(operation);
    statement.stats().inserts += outcome.inserted();
    return outcome;
  }

  private InsertOutcome insertAll(InsertOperation operation) {
    var collection = forInsert(operation.namespace(), operation.createMissing());
    var writes = new TransactionalWrites(writer, collection, claims(collection), reaction);
    int index = 0;
    for (var document : operation.documents()) {
      try {
        writes.insert(document);
      } catch (DuetException failed) {
        throw failureAt(index, failed);
      }
      index++;
    }
    return new InsertOutcome(operation.documents().size(), List.of());
  }

  /** In a transaction of the document language a document's own fault is told with its place. */
  private DuetException failureAt(int index, DuetException failed) {
    boolean tellsIndex =
        statement.isInExplicitTransaction()
            && statement.settings().language() == Language.DOCUMENT
            && InsertOutcome.isOfOneDocument(failed);
    return tellsIndex
        ? BulkWriteException.undone(
            new BulkWriteResult(index, 0, 0, 0, Map.of(), Map.of()),
            new InsertOutcome.Failure(index, failed))
        : failed;
  }

  @Override
  public UpdateOutcome update(UpdateOperation operation, Object[] parameters) {
    refuseIfReadOnly();
    statement.stats().updates++;
    var collection = visible(operation.namespace());
    var outcome =
        collection == null
            ? UpdateOutcome.NONE
            : new TransactionalWrites(writer, collection, claims(collection), reaction)
                .update(operation, parameters);
    if (outcome.matched() > 0 || operation.upsert().isEmpty()) {
      return outcome;
    }
    var document = operation.upsert().get().document(parameters);
    var insert = new InsertOperation(operation.namespace(), List.of(document), true, true);
    insertAll(insert);
    statement.stats().inserted--; // because MongoDB counts it as upserted and not as inserted
    statement.stats().upserted++;
    return UpdateOutcomes.upserted(operation, document);
  }

  @Override
  public DeleteOutcome delete(DeleteOperation operation, Object[] parameters) {
    refuseIfReadOnly();
    statement.stats().deletes++;
    var collection = visible(operation.namespace());
    return collection == null
        ? new DeleteOutcome(0, List.of())
        : new TransactionalWrites(writer, collection, claims(collection), reaction)
            .delete(operation, parameters);
  }

  @Override
  public Instant time() {
    return statement.time();
  }

  @Override
  public Optional<CollectionDescriptor> collection(Namespace namespace) {
    return Optional.ofNullable(visible(namespace)).map(Collection::descriptor);
  }

  @Override
  public List<CollectionDescriptor> collections() {
    return core.catalog().all(snapshot).stream().map(Collection::descriptor).toList();
  }

  @Override
  public void createCollection(CollectionDescriptor descriptor) {
    refuseIfReadOnly();
    statement.stats().commands++;
    catalogWrites().create(descriptor);
  }

  @Override
  public boolean dropCollection(Namespace namespace) {
    refuseIfReadOnly();
    statement.stats().commands++;
    return catalogWrites().drop(namespace);
  }

  @Override
  public boolean alterCollection(CollectionDescriptor descriptor) {
    refuseIfReadOnly();
    core.counters().commands.increment();
    return catalogWrites().alter(() -> visible(descriptor.namespace()), descriptor);
  }

  @Override
  public boolean createIndex(Namespace namespace, IndexDescriptor index) {
    refuseIfReadOnly();
    core.counters().commands.increment();
    return catalogWrites().createIndex(() -> visible(namespace), index, core.maxIndexKeyBytes());
  }

  @Override
  public boolean dropIndex(Namespace namespace, String name) {
    refuseIfReadOnly();
    core.counters().commands.increment();
    return catalogWrites().dropIndex(() -> visible(namespace), name);
  }

  @Override
  public Explanation explain(FindOperation operation, Object[] parameters) {
    return new Explaining(core, statement, snapshot)
        .run(visible(operation.namespace()), operation, parameters);
  }

  @Override
  public void lockCollection(Namespace namespace, CollectionLock strength, Lock clause) {
    refuseIfReadOnly();
    statement.stats().commands++;
    catalogWrites().lock(namespace, strength, clause);
  }

  private CatalogWrites catalogWrites() {
    return new CatalogWrites(writer, reaction);
  }

  /**
   * What the statement sees: its own transaction's statements included, itself too where it has
   * created a collection.
   */
  private @Nullable Collection visible(Namespace namespace) {
    var withMine =
        transaction.createdInStatement(snapshot.statement())
            ? new Snapshot(snapshot.timestamp(), transaction, snapshot.statement() + 1)
            : snapshot;
    ReadTracking.ofCollection(core, withMine, namespace);
    return core.catalog().visible(namespace, withMine);
  }

  private Collection forInsert(Namespace namespace, boolean createMissing) {
    var collection = visible(namespace);
    if (collection != null) {
      return collection;
    }
    if (!createMissing) {
      throw new DuetException(ErrorCode.NAMESPACE_NOT_FOUND, "ns does not exist: " + namespace);
    }
    return catalogWrites().create(CollectionDescriptor.schemaless(namespace));
  }

  private Runnable claims(Collection collection) {
    return () -> catalogWrites().share(collection);
  }

  private void refuseIfReadOnly() {
    if (transaction.settings().readOnly()) {
      throw new DuetException(
          ErrorCode.READ_ONLY_TRANSACTION,
          "the transaction is read-only: it can neither write nor lock; the statement is undone");
    }
  }

  /** The attempt has ended. */
  public void close() {
    cursors.forEach(DocumentCursor::close);
  }
}

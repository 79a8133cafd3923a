package org.duetdb.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.duetdb.api.DeleteResult;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.FindQuery;
import org.duetdb.api.InsertManyResult;
import org.duetdb.api.InsertOneResult;
import org.duetdb.api.Namespace;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.document.projection.ProjectionCompiler;

/**
 * A collection of {@code T} as operations from one origin see it: turns each call into a prepared
 * operation.
 */
final class TypedCollection<T> implements DocumentCollection<T> {
  private final Origin origin;
  private final Namespace namespace;
  private final DocumentType<T> type;
  private final Options options;

  TypedCollection(Origin origin, Namespace namespace, DocumentType<T> type, Options options) {
    this.origin = origin;
    this.namespace = namespace;
    this.type = type;
    this.options = options;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public <R> DocumentCollection<R> as(Class<R> other) {
    return new TypedCollection<>(origin, namespace, new DocumentType<>(other), options);
  }

  private DocumentCollection<T> with(Options chosen) {
    return new TypedCollection<>(origin, namespace, type, chosen);
  }

  @Override
  public DocumentCollection<T> withConflictPolicy(ConflictPolicy policy) {
    return with(options.withPolicy(policy));
  }

  @Override
  public DocumentCollection<T> withLockTimeout(Duration bound) {
    return with(options.withLockTimeout(bound));
  }

  @Override
  public DocumentCollection<T> withMaxTime(Duration bound) {
    return with(options.withMaxTime(bound));
  }

  @Override
  public InsertOneResult insertOne(T document) {
    var bytes = Ids.ensure(type.encode(document), origin.engine().chance());
    var outcome = insert(List.of(bytes), true);
    if (!outcome.failures().isEmpty()) {
      throw outcome.failures().get(0).error();
    }
    return new InsertOneResult(DocumentKey.of(bytes).value().toBsonValue());
  }

  @Override
  public InsertManyResult insertMany(List<? extends T> documents) {
    return insertMany(documents, true);
  }

  @Override
  public InsertManyResult insertMany(List<? extends T> documents, boolean ordered) {
    var encoded = new ArrayList<byte[]>(documents.size());
    for (var document : documents) {
      encoded.add(Ids.ensure(type.encode(document), origin.engine().chance()));
    }
    var outcome = insert(encoded, ordered);
    if (!outcome.failures().isEmpty()) {
      throw new BulkWriteException(outcome.inserted(), outcome.failures());
    }
    var ids = new HashMap<Integer, BsonValue>();
    for (int index = 0; index < encoded.size(); index++) {
      ids.put(index, DocumentKey.of(encoded.get(index)).value().toBsonValue());
    }
    return new InsertManyResult(ids);
  }

  private InsertOutcome insert(List<byte[]> documents, boolean ordered) {
    if (documents.isEmpty()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "there is nothing to insert");
    }
    var settings = settings("insert", () -> Commands.insert(namespace, documents.size()));
    return origin
        .statements()
        .insert(settings, new InsertOperation(namespace, documents, true, ordered));
  }

  private StatementSettings settings(String command, Supplier<BsonDocument> document) {
    return options.settings(command, document);
  }

  @Override
  public FindQuery<T> find() {
    return find(new BsonDocument());
  }

  @Override
  public FindQuery<T> find(Bson filter) {
    return new Query<>(
        origin, namespace, options, BsonCodecs.document(filter), type::decode, FindSpec.ALL);
  }

  @Override
  public long countDocuments() {
    return countDocuments(new BsonDocument());
  }

  @Override
  public long countDocuments(Bson filter) {
    var document = BsonCodecs.document(filter);
    var settings = settings("count", () -> Commands.find(namespace, document));
    var operation = Filters.find(namespace, document);
    long count = 0;
    try (var cursor = origin.statements().find(settings, operation, Filters.NO_PARAMETERS)) {
      while (cursor.next() != null) {
        count++;
      }
    }
    return count;
  }

  @Override
  public UpdateResult updateOne(Bson filter, Bson update) {
    return updateOne(filter, update, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult updateOne(Bson filter, Bson update, UpdateOptions how) {
    return update(filter, update, false, how);
  }

  @Override
  public UpdateResult updateMany(Bson filter, Bson update) {
    return updateMany(filter, update, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult updateMany(Bson filter, Bson update, UpdateOptions how) {
    return update(filter, update, true, how);
  }

  private UpdateResult update(Bson filter, Bson update, boolean multi, UpdateOptions how) {
    var prepared =
        UpdateRequest.operators(
            namespace, BsonCodecs.document(filter), BsonCodecs.document(update), multi, how);
    return result(run(prepared));
  }

  @Override
  public UpdateResult replaceOne(Bson filter, T replacement) {
    return replaceOne(filter, replacement, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult replaceOne(Bson filter, T replacement, UpdateOptions how) {
    var prepared =
        UpdateRequest.replacement(
            namespace,
            BsonCodecs.document(filter),
            BsonCodecs.decodeDocument(type.encode(replacement)),
            how);
    return result(run(prepared));
  }

  private UpdateOutcome run(UpdateRequest request) {
    var settings = settings("update", request::command);
    return origin
        .statements()
        .update(settings, request.operation(), request.parameters(origin.engine()));
  }

  private static UpdateResult result(UpdateOutcome outcome) {
    return new UpdateResult(
        outcome.matched(),
        outcome.modified(),
        outcome.upserted().map(document -> DocumentKey.of(document).value().toBsonValue()));
  }

  @Override
  public DeleteResult deleteOne(Bson filter) {
    return delete(filter, false);
  }

  @Override
  public DeleteResult deleteMany(Bson filter) {
    return delete(filter, true);
  }

  private DeleteResult delete(Bson filter, boolean multi) {
    var document = BsonCodecs.document(filter);
    var find = Filters.find(namespace, document);
    var operation = DeleteOperation.of(namespace, find.access(), find.residual(), multi);
    var settings = settings("delete", () -> Commands.delete(document, multi));
    return new DeleteResult(
        origin.statements().delete(settings, operation, Filters.NO_PARAMETERS).deleted());
  }

  @Override
  public Optional<T> findOneAndUpdate(Bson filter, Bson update) {
    return findOneAndUpdate(filter, update, FindOneAndUpdateOptions.DEFAULT);
  }

  @Override
  public Optional<T> findOneAndUpdate(Bson filter, Bson update, FindOneAndUpdateOptions how) {
    var changes = new UpdateOptions(how.upsert(), how.sort(), List.of());
    var prepared =
        UpdateRequest.operators(
                namespace, BsonCodecs.document(filter), BsonCodecs.document(update), false, changes)
            .returning(how.returnAfter() ? Returning.AFTER : Returning.BEFORE);
    var returned = run(prepared).returned();
    if (returned.isEmpty()) {
      return Optional.empty();
    }
    var shown =
        how.projection()
            .map(
                fields ->
                    ProjectionCompiler.compile(BsonCodecs.document(fields)).apply(returned.get(0)))
            .orElse(returned.get(0));
    return Optional.of(type.decode(shown));
  }

  @Override
  public Optional<T> findOneForUpdate(Bson filter) {
    return lockOne(filter, Optional.empty());
  }

  @Override
  public Optional<T> findOneForUpdate(Bson filter, ConflictPolicy policy) {
    return lockOne(filter, Optional.of(policy));
  }

  private Optional<T> lockOne(Bson filter, Optional<ConflictPolicy> policy) {
    var document = BsonCodecs.document(filter);
    var chosen = policy.or(options::policy);
    var lock =
        new Lock(
            Lock.Strength.EXCLUSIVE,
            chosen,
            options.lockTimeoutNanos(),
            "findOneForUpdate" + chosen.map(name -> " " + name).orElse(""));
    FindOperation operation = Filters.find(namespace, document).withLimit(1).withLock(lock);
    var settings = settings("findOneForUpdate", () -> Commands.find(namespace, document));
    try (var cursor = origin.statements().find(settings, operation, Filters.NO_PARAMETERS)) {
      var found = cursor.next();
      return found == null ? Optional.empty() : Optional.of(type.decode(found));
    }
  }

  @Override
  public void drop() {
    var settings = settings("drop", () -> Commands.drop(namespace));
    origin.statements().execute(settings, scope -> scope.dropCollection(namespace));
  }
}

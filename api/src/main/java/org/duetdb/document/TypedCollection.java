package org.duetdb.document;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.AggregateQuery;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.DeleteResult;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndDeleteOptions;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.FindQuery;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.InsertManyResult;
import org.duetdb.api.InsertOneResult;
import org.duetdb.api.Namespace;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.WriteModel;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.api.spi.Lock;
import org.duetdb.document.collation.Collation;

/**
 * A collection of {@code T} as operations from one origin see it: turns each call into a prepared
 * operation.
 */
final class TypedCollection<T> implements DocumentCollection<T> {
  private final Target target;
  private final DocumentType<T> type;

  TypedCollection(Target target, DocumentType<T> type) {
    this.target = target;
    this.type = type;
  }

  @Override
  public Namespace namespace() {
    return target.namespace();
  }

  @Override
  public <R> DocumentCollection<R> as(Class<R> other) {
    return new TypedCollection<>(target, new DocumentType<>(other));
  }

  private DocumentCollection<T> with(Options chosen) {
    return new TypedCollection<>(target.with(chosen), type);
  }

  @Override
  public DocumentCollection<T> withConflictPolicy(ConflictPolicy policy) {
    return with(target.options().withPolicy(policy));
  }

  @Override
  public DocumentCollection<T> withLockTimeout(Duration bound) {
    return with(target.options().withLockTimeout(bound));
  }

  @Override
  public DocumentCollection<T> withMaxTime(Duration bound) {
    return with(target.options().withMaxTime(bound));
  }

  @Override
  public DocumentCollection<T> withComment(String text) {
    return with(target.options().withComment(text));
  }

  @Override
  public DocumentCollection<T> withLet(Bson variables) {
    return with(target.options().withLet(BsonCodecs.document(variables)));
  }

  @Override
  public DocumentCollection<T> withHint(Bson index) {
    return with(target.options().withHint(Optional.of(IndexHint.of(BsonCodecs.document(index)))));
  }

  @Override
  public DocumentCollection<T> withHint(String indexName) {
    return with(target.options().withHint(Optional.of(IndexHint.named(indexName))));
  }

  @Override
  public DocumentCollection<T> withCollation(Bson collation) {
    return with(target.options().withCollation(Collation.of(BsonCodecs.document(collation))));
  }

  private Writes<T> writes() {
    return new Writes<>(target, type);
  }

  private FindAndModify<T> findAndModify() {
    return new FindAndModify<>(target, type);
  }

  @Override
  public InsertOneResult insertOne(T document) {
    return writes().insert(document);
  }

  @Override
  public InsertManyResult insertMany(List<? extends T> documents) {
    return insertMany(documents, true);
  }

  @Override
  public InsertManyResult insertMany(List<? extends T> documents, boolean ordered) {
    return writes().insertMany(documents, ordered);
  }

  @Override
  public BulkWriteResult bulkWrite(List<? extends WriteModel<T>> writes) {
    return bulkWrite(writes, true);
  }

  @Override
  public BulkWriteResult bulkWrite(List<? extends WriteModel<T>> writes, boolean ordered) {
    return new BulkRun<>(target, type, ordered).run(writes);
  }

  @Override
  public FindQuery<T> find() {
    return find(new BsonDocument());
  }

  @Override
  public FindQuery<T> find(Bson filter) {
    return new Query<>(target, BsonCodecs.document(filter), type::decode, FindSpec.ALL);
  }

  @Override
  public AggregateQuery<T> aggregate(List<? extends Bson> pipeline) {
    var stages = pipeline.stream().map(BsonCodecs::document).toList();
    return new Aggregation<>(target, stages, type::decode, 0);
  }

  @Override
  public <V> List<V> distinct(String field, Bson filter, Class<V> values) {
    return DistinctValues.of(target, field, BsonCodecs.document(filter), values);
  }

  @Override
  public long countDocuments() {
    return countDocuments(new BsonDocument());
  }

  @Override
  public long countDocuments(Bson filter) {
    return find(filter).count();
  }

  @Override
  public long estimatedDocumentCount() {
    return target.prepare("count", this::countDocuments);
  }

  @Override
  public UpdateResult updateOne(Bson filter, Bson update) {
    return updateOne(filter, update, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult updateOne(Bson filter, Bson update, UpdateOptions how) {
    return writes().update(filter, update, false, how);
  }

  @Override
  public UpdateResult updateOne(Bson filter, List<? extends Bson> pipeline, UpdateOptions how) {
    return writes().update(filter, pipeline, false, how);
  }

  @Override
  public UpdateResult updateMany(Bson filter, Bson update) {
    return updateMany(filter, update, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult updateMany(Bson filter, Bson update, UpdateOptions how) {
    return writes().update(filter, update, true, how);
  }

  @Override
  public UpdateResult updateMany(Bson filter, List<? extends Bson> pipeline, UpdateOptions how) {
    return writes().update(filter, pipeline, true, how);
  }

  @Override
  public UpdateResult replaceOne(Bson filter, T replacement) {
    return replaceOne(filter, replacement, UpdateOptions.DEFAULT);
  }

  @Override
  public UpdateResult replaceOne(Bson filter, T replacement, UpdateOptions how) {
    return writes().replace(filter, replacement, how);
  }

  @Override
  public DeleteResult deleteOne(Bson filter) {
    return writes().delete(filter, false);
  }

  @Override
  public DeleteResult deleteMany(Bson filter) {
    return writes().delete(filter, true);
  }

  @Override
  public Optional<T> findOneAndUpdate(Bson filter, Bson update) {
    return findOneAndUpdate(filter, update, FindOneAndUpdateOptions.DEFAULT);
  }

  @Override
  public Optional<T> findOneAndUpdate(Bson filter, Bson update, FindOneAndUpdateOptions how) {
    return findAndModify().update(filter, update, how);
  }

  @Override
  public Optional<T> findOneAndUpdate(
      Bson filter, List<? extends Bson> pipeline, FindOneAndUpdateOptions how) {
    return findAndModify().update(filter, pipeline, how);
  }

  @Override
  public Optional<T> findOneAndReplace(Bson filter, T replacement) {
    return findOneAndReplace(filter, replacement, FindOneAndUpdateOptions.DEFAULT);
  }

  @Override
  public Optional<T> findOneAndReplace(Bson filter, T replacement, FindOneAndUpdateOptions how) {
    return findAndModify().replace(filter, replacement, how);
  }

  @Override
  public Optional<T> findOneAndDelete(Bson filter) {
    return findOneAndDelete(filter, FindOneAndDeleteOptions.DEFAULT);
  }

  @Override
  public Optional<T> findOneAndDelete(Bson filter, FindOneAndDeleteOptions how) {
    return findAndModify().delete(filter, how);
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
    var chosen = policy.or(target.options()::policy);
    var lock =
        new Lock(
            Lock.Strength.EXCLUSIVE,
            chosen,
            target.options().lockTimeoutNanos(),
            "findOneForUpdate" + chosen.map(name -> " " + name).orElse(""));
    var matching = target.prepare("find", () -> CollectionFilter.of(target, document));
    var operation = matching.find().withLimit(1).withLock(lock);
    var settings =
        target.settings("findOneForUpdate", () -> Commands.find(target.namespace(), document));
    try (var cursor = target.statements().find(settings, operation, matching.parameters())) {
      var found = cursor.next();
      return found == null ? Optional.empty() : Optional.of(type.decode(found));
    }
  }

  @Override
  public Document explain(WriteModel<T> write) {
    return new ExplainWrite<>(target, type).of(write);
  }

  @Override
  public String createIndex(Bson keys) {
    return createIndex(keys, IndexOptions.DEFAULT);
  }

  @Override
  public String createIndex(Bson keys, IndexOptions how) {
    return indexes().create(BsonCodecs.document(keys), how);
  }

  @Override
  public void dropIndex(String name) {
    indexes().drop(name);
  }

  @Override
  public void dropIndex(Bson keys) {
    indexes().drop(BsonCodecs.document(keys));
  }

  @Override
  public void dropIndexes() {
    indexes().dropAll();
  }

  @Override
  public List<Document> listIndexes() {
    return indexes().list();
  }

  private IndexCommands indexes() {
    return new IndexCommands(target);
  }

  @Override
  public Document stats() {
    var namespace = target.namespace();
    var settings = target.settings("collStats", () -> Commands.of("collStats", namespace));
    target.prepare("collStats", () -> settings);
    try (var reader = target.statements().reader(settings)) {
      return new Sizes().add(reader, namespace).collectionStats(namespace);
    }
  }

  @Override
  public void drop() {
    var namespace = target.namespace();
    var settings = target.settings("drop", () -> Commands.of("drop", namespace));
    target.prepare("drop", () -> settings);
    target.statements().execute(settings, scope -> scope.dropCollection(namespace));
  }
}

package org.duetdb.tools.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.FindQuery;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.conflict.ConflictPolicy;

/** The operations on a collection of Duet. */
record DuetOperations(DocumentCollection<BsonDocument> collection) implements DocumentOperations {
  @Override
  public DocumentOperations withConflictPolicy(ConflictPolicy policy) {
    return new DuetOperations(collection.withConflictPolicy(policy));
  }

  @Override
  public DocumentOperations withLockTimeout(Duration bound) {
    return new DuetOperations(collection.withLockTimeout(bound));
  }

  @Override
  public DocumentOperations withMaxTime(Duration bound) {
    return new DuetOperations(collection.withMaxTime(bound));
  }

  @Override
  public void insertOne(BsonDocument document) {
    collection.insertOne(document);
  }

  @Override
  public int insertMany(List<BsonDocument> documents) {
    return collection.insertMany(documents).insertedIds().size();
  }

  @Override
  public long countDocuments(BsonDocument filter) {
    return collection.countDocuments(filter);
  }

  @Override
  public List<BsonDocument> find(Query query) {
    FindQuery<BsonDocument> found = collection.find(query.filter());
    if (query.sort().isPresent()) {
      found = found.sort(query.sort().get());
    }
    if (query.projection().isPresent()) {
      found = found.projection(query.projection().get());
    }
    found = query.skip() == 0 ? found : found.skip(query.skip());
    return (query.limit() == 0 ? found : found.limit(query.limit())).toList();
  }

  @Override
  public Changed updateOne(BsonDocument filter, BsonDocument update, UpdateOptions options) {
    return changed(collection.updateOne(filter, update, options));
  }

  @Override
  public Changed updateMany(BsonDocument filter, BsonDocument update, UpdateOptions options) {
    return changed(collection.updateMany(filter, update, options));
  }

  @Override
  public Changed replaceOne(BsonDocument filter, BsonDocument replacement, UpdateOptions options) {
    return changed(collection.replaceOne(filter, replacement, options));
  }

  private static Changed changed(UpdateResult result) {
    return new Changed(
        result.matchedCount(), result.modifiedCount(), result.upsertedId().isPresent());
  }

  @Override
  public long deleteOne(BsonDocument filter) {
    return collection.deleteOne(filter).deletedCount();
  }

  @Override
  public long deleteMany(BsonDocument filter) {
    return collection.deleteMany(filter).deletedCount();
  }

  @Override
  public Optional<BsonDocument> findOneAndUpdate(
      BsonDocument filter, BsonDocument update, FindOneAndUpdateOptions options) {
    return collection.findOneAndUpdate(filter, update, options);
  }

  @Override
  public Optional<BsonDocument> findOneForUpdate(
      BsonDocument filter, Optional<ConflictPolicy> policy) {
    return policy.isPresent()
        ? collection.findOneForUpdate(filter, policy.get())
        : collection.findOneForUpdate(filter);
  }

  @Override
  public void drop() {
    collection.drop();
  }
}

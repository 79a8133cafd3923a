package org.duetdb.tools.foreign;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.UpdateResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.tools.run.DocumentOperations;
import org.duetdb.tools.run.ScheduleFault;
import org.jspecify.annotations.Nullable;

/**
 * The operations on a collection of MongoDB, through its driver. What Duet has beyond MongoDB has
 * no counterpart here: policies, bounds of a wait, locks without a write.
 *
 * @param maxTime the bound of each operation; zero for none
 */
record MongoOperations(
    ClientSession session, MongoCollection<BsonDocument> collection, Duration maxTime)
    implements DocumentOperations {
  private static final String BEYOND = "MongoDB has no ";

  @Override
  public DocumentOperations withConflictPolicy(ConflictPolicy policy) {
    throw new ScheduleFault(
        BEYOND + "conflict policies: a single write waits, a transaction fails");
  }

  @Override
  public DocumentOperations withLockTimeout(Duration bound) {
    throw new ScheduleFault(BEYOND + "bound for a single wait; withMaxTime bounds the operation");
  }

  @Override
  public DocumentOperations withMaxTime(Duration bound) {
    return new MongoOperations(session, collection, bound);
  }

  @Override
  public void insertOne(BsonDocument document) {
    collection.insertOne(session, document);
  }

  @Override
  public int insertMany(List<BsonDocument> documents) {
    return collection.insertMany(session, documents).getInsertedIds().size();
  }

  @Override
  public long countDocuments(BsonDocument filter) {
    return collection.countDocuments(
        session, filter, new CountOptions().maxTime(maxTime.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public List<BsonDocument> find(Query query) {
    var found =
        collection
            .find(session, query.filter())
            .skip(Math.toIntExact(query.skip()))
            .limit(Math.toIntExact(query.limit()))
            .maxTime(maxTime.toMillis(), TimeUnit.MILLISECONDS);
    query.sort().ifPresent(found::sort);
    query.projection().ifPresent(found::projection);
    return found.into(new ArrayList<>());
  }

  @Override
  public Changed updateOne(BsonDocument filter, BsonDocument update, UpdateOptions options) {
    return changed(collection.updateOne(session, filter, update, options(options)));
  }

  @Override
  public Changed updateMany(BsonDocument filter, BsonDocument update, UpdateOptions options) {
    return changed(collection.updateMany(session, filter, update, options(options)));
  }

  private static com.mongodb.client.model.UpdateOptions options(UpdateOptions wanted) {
    var options = new com.mongodb.client.model.UpdateOptions().upsert(wanted.upsert());
    wanted.sort().ifPresent(options::sort);
    return wanted.arrayFilters().isEmpty() ? options : options.arrayFilters(wanted.arrayFilters());
  }

  @Override
  public Changed replaceOne(BsonDocument filter, BsonDocument replacement, UpdateOptions wanted) {
    var options = new ReplaceOptions().upsert(wanted.upsert());
    wanted.sort().ifPresent(options::sort);
    return changed(collection.replaceOne(session, filter, replacement, options));
  }

  private static Changed changed(UpdateResult result) {
    return new Changed(
        result.getMatchedCount(), result.getModifiedCount(), result.getUpsertedId() != null);
  }

  @Override
  public long deleteOne(BsonDocument filter) {
    return collection.deleteOne(session, filter).getDeletedCount();
  }

  @Override
  public long deleteMany(BsonDocument filter) {
    return collection.deleteMany(session, filter).getDeletedCount();
  }

  @Override
  public Optional<BsonDocument> findOneAndUpdate(
      BsonDocument filter, BsonDocument update, FindOneAndUpdateOptions wanted) {
    var options =
        new com.mongodb.client.model.FindOneAndUpdateOptions()
            .upsert(wanted.upsert())
            .returnDocument(wanted.returnAfter() ? ReturnDocument.AFTER : ReturnDocument.BEFORE)
            .maxTime(maxTime.toMillis(), TimeUnit.MILLISECONDS);
    wanted.sort().ifPresent(options::sort);
    wanted.projection().ifPresent(options::projection);
    if (!wanted.arrayFilters().isEmpty()) {
      options.arrayFilters(wanted.arrayFilters());
    }
    @Nullable BsonDocument found = collection.findOneAndUpdate(session, filter, update, options);
    return Optional.ofNullable(found);
  }

  @Override
  public Optional<BsonDocument> findOneForUpdate(
      BsonDocument filter, Optional<ConflictPolicy> policy) {
    throw new ScheduleFault(
        BEYOND + "findOneForUpdate; its idiom is findOneAndUpdate of a field that nobody reads");
  }

  @Override
  public void drop() {
    collection.drop();
  }
}

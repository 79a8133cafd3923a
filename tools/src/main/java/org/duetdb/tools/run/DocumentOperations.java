package org.duetdb.tools.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * What a document script can do with a collection, whichever engine has it. An engine that has no
 * counterpart for one of them throws a {@link ScheduleFault} that says so.
 */
public interface DocumentOperations {
  /** The same collection with a conflict policy for what follows. */
  DocumentOperations withConflictPolicy(ConflictPolicy policy);

  /** The same with a bound for each wait. */
  DocumentOperations withLockTimeout(Duration bound);

  /** The same with a bound for each operation as a whole. */
  DocumentOperations withMaxTime(Duration bound);

  /** Inserts one. */
  void insertOne(BsonDocument document);

  /** Inserts several; returns how many. */
  int insertMany(List<BsonDocument> documents);

  /** Counts what matches. */
  long countDocuments(BsonDocument filter);

  /** Finds. */
  List<BsonDocument> find(Query query);

  /** Updates the first that matches. */
  Changed updateOne(BsonDocument filter, BsonDocument update, UpdateOptions options);

  /** Updates all that match. */
  Changed updateMany(BsonDocument filter, BsonDocument update, UpdateOptions options);

  /** Replaces the first that matches. */
  Changed replaceOne(BsonDocument filter, BsonDocument replacement, UpdateOptions options);

  /** Deletes the first that matches; returns how many. */
  long deleteOne(BsonDocument filter);

  /** Deletes all that match; returns how many. */
  long deleteMany(BsonDocument filter);

  /** Updates the first that matches and returns it. */
  Optional<BsonDocument> findOneAndUpdate(
      BsonDocument filter, BsonDocument update, FindOneAndUpdateOptions options);

  /** Locks the first that matches and returns it; without a policy by the default. */
  Optional<BsonDocument> findOneForUpdate(BsonDocument filter, Optional<ConflictPolicy> policy);

  /** Drops the collection. */
  void drop();

  /**
   * A query.
   *
   * @param skip how many of the first are left out
   * @param limit how many there are at the most; 0 for all
   */
  record Query(
      BsonDocument filter,
      Optional<BsonDocument> sort,
      long skip,
      long limit,
      Optional<BsonDocument> projection) {
    /** All that match. */
    static Query of(BsonDocument filter) {
      return new Query(filter, Optional.empty(), 0, 0, Optional.empty());
    }

    Query sorted(BsonDocument order) {
      return new Query(filter, Optional.of(order), skip, limit, projection);
    }

    Query skipping(long count) {
      return new Query(filter, sort, count, limit, projection);
    }

    Query limited(long count) {
      return new Query(filter, sort, skip, count, projection);
    }

    Query projected(BsonDocument fields) {
      return new Query(filter, sort, skip, limit, Optional.of(fields));
    }
  }

  /**
   * What an update did.
   *
   * @param matched how many it found
   * @param modified how many it changed
   * @param upserted whether it inserted one
   */
  record Changed(long matched, long modified, boolean upserted) {}
}

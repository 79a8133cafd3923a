package org.duetdb.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * A collection of documents read and written as {@code T}.
 *
 * <p>Filters, updates, sorts and projections are {@link Bson}: {@code Document}s, or what MongoDB's
 * own builders make. A single document is written atomically. Outside a transaction a write that
 * meets a conflict waits and is applied again to the newest document ({@link ConflictPolicy#WAIT});
 * in a transaction it fails at once with 112 ({@link ConflictPolicy#FAIL}). {@link
 * #withConflictPolicy} chooses otherwise.
 *
 * <p>Immutable. Thread-safe; operations of one session take turns. Every operation throws {@link
 * org.duetdb.api.error.DuetException}.
 */
public interface DocumentCollection<T> {
  Namespace namespace();

  /** The same collection, read and written as another type. */
  <R> DocumentCollection<R> as(Class<R> type);

  /** The same collection with another conflict policy for its operations. */
  DocumentCollection<T> withConflictPolicy(ConflictPolicy policy);

  /** The same collection with a bound on each wait for a rival; it ends with 24 LockTimeout. */
  DocumentCollection<T> withLockTimeout(Duration bound);

  /**
   * The same collection with a bound on each operation; it ends with 50 MaxTimeMSExpired. Zero
   * means none.
   */
  DocumentCollection<T> withMaxTime(Duration bound);

  /** Inserts one document; its {@code _id} is generated if it has none. */
  InsertOneResult insertOne(T document);

  /** Inserts in order and stops at the first failure; those before it stay. */
  InsertManyResult insertMany(List<? extends T> documents);

  /** Inserts; if not {@code ordered}, goes on after a failure. */
  InsertManyResult insertMany(List<? extends T> documents, boolean ordered);

  /** Everything. */
  FindQuery<T> find();

  FindQuery<T> find(Bson filter);

  long countDocuments();

  long countDocuments(Bson filter);

  UpdateResult updateOne(Bson filter, Bson update);

  UpdateResult updateOne(Bson filter, Bson update, UpdateOptions options);

  UpdateResult updateMany(Bson filter, Bson update);

  UpdateResult updateMany(Bson filter, Bson update, UpdateOptions options);

  UpdateResult replaceOne(Bson filter, T replacement);

  UpdateResult replaceOne(Bson filter, T replacement, UpdateOptions options);

  DeleteResult deleteOne(Bson filter);

  DeleteResult deleteMany(Bson filter);

  /** Updates one document and returns it as it was before. */
  Optional<T> findOneAndUpdate(Bson filter, Bson update);

  Optional<T> findOneAndUpdate(Bson filter, Bson update, FindOneAndUpdateOptions options);

  /**
   * Returns one document and locks it until the transaction ends; waits for a rival. Outside a
   * transaction the lock is gone at once.
   */
  Optional<T> findOneForUpdate(Bson filter);

  /**
   * The same with what to do about a rival: {@link ConflictPolicy#NOWAIT}, {@link
   * ConflictPolicy#SKIP} and so on.
   */
  Optional<T> findOneForUpdate(Bson filter, ConflictPolicy policy);

  /** Drops the collection, if it exists. */
  void drop();
}

package org.duetdb.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
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
  /** The collection's full name. */
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

  /** The same collection with a text that the profiler and currentOp show with each operation. */
  DocumentCollection<T> withComment(String text);

  /**
   * The same collection with variables, which {@code $expr}, pipelines and projections name by
   * {@code $$name}. A value is an expression that names no field; it is evaluated once per
   * operation.
   */
  DocumentCollection<T> withLet(Bson variables);

  /**
   * The same collection, whose operations find their documents by an index that the caller chooses
   * by its keys, as in {@code {a: 1}}, or by {@code {$natural: 1}} in the order of insertion. A
   * pipeline does so for the documents that it begins with. An operation ends with 2 if there is no
   * such index, or if it does not have every document that may be wanted.
   */
  DocumentCollection<T> withHint(Bson index);

  /** The same by the name of the index. */
  DocumentCollection<T> withHint(String indexName);

  /**
   * The same collection with rules by which texts are compared in filters, sorts and {@link
   * #distinct}, as MongoDB's collation documents: {@code {locale: "de", strength: 2}} takes no
   * notice of case. There are {@code strength} 1 to 3, {@code caseLevel}, {@code caseFirst} and
   * {@code numericOrdering}; {@code {locale: "simple"}}, the default, compares bytes. The rules are
   * those of the library {@code com.ibm.icu:icu4j}, which the application adds.
   *
   * <p>Such an operation uses indexes only for what compares no texts. What would compare texts
   * otherwise is refused with 238: pipelines, {@code $expr}, updates that compare ({@code
   * $addToSet} and the like), and projections with conditions.
   *
   * @throws org.duetdb.api.error.DuetException 238 if the library is not there, or for a collation
   *     that Duet has not got; 2 or 40414 or 40415 for one that is wrong
   */
  DocumentCollection<T> withCollation(Bson collation);

  /** Inserts one document; its {@code _id} is generated if it has none. */
  InsertOneResult insertOne(T document);

  /** Inserts in order and stops at the first failure; those before it stay. */
  InsertManyResult insertMany(List<? extends T> documents);

  /** Inserts; if not {@code ordered}, goes on after a failure. */
  InsertManyResult insertMany(List<? extends T> documents, boolean ordered);

  /**
   * Runs several writes in order. If {@code ordered}, the first failure ends it; otherwise the
   * others are still tried. Outside a transaction what has been done stays done; inside one the
   * first failure ends it always, and the transaction with it.
   *
   * @throws org.duetdb.api.error.BulkWriteException if a write failed by a fault of its own, with
   *     what was done and every failure by its index (in a transaction the first one); any other
   *     failure, a conflict or a time limit for example, is thrown as it is
   */
  BulkWriteResult bulkWrite(List<? extends WriteModel<T>> writes, boolean ordered);

  /** Runs several writes in order and stops at the first failure; those before it stay. */
  BulkWriteResult bulkWrite(List<? extends WriteModel<T>> writes);

  /** All documents, in the order of their insertion. */
  FindQuery<T> find();

  /** The documents that match. */
  FindQuery<T> find(Bson filter);

  /**
   * What a pipeline makes of the documents, read as {@code T}; {@code as(Total.class).aggregate(…)}
   * reads them as something else.
   *
   * @throws org.duetdb.api.error.DuetException 40324 for a stage that does not exist, 168 or 31325
   *     and others of MongoDB's numbers for a wrong expression
   */
  AggregateQuery<T> aggregate(List<? extends Bson> pipeline);

  /**
   * The different values of a field, in the order of their first appearance; the elements of an
   * array count each.
   *
   * @param field a path; one that leads through arrays means all their elements
   * @param filter in which documents
   * @param type how a value is read; {@code BsonValue} reads any
   * @throws org.duetdb.api.error.DuetException 14 if a value cannot be read as {@code type}, 17217
   *     if the values take more than 16 MiB
   */
  <V> List<V> distinct(String field, Bson filter, Class<V> type);

  /** How many documents there are. */
  long countDocuments();

  /** How many documents match. */
  long countDocuments(Bson filter);

  /**
   * How many documents the collection holds; not possible inside a transaction, as in MongoDB,
   * where the number comes from the collection's metadata.
   */
  long estimatedDocumentCount();

  /** Updates the first document that matches. */
  UpdateResult updateOne(Bson filter, Bson update);

  /** Updates the first document that matches. */
  UpdateResult updateOne(Bson filter, Bson update, UpdateOptions options);

  /**
   * Updates the first document that matches by a pipeline of {@code $set}, {@code $unset}, {@code
   * $project} and {@code $replaceWith}.
   */
  UpdateResult updateOne(Bson filter, List<? extends Bson> pipeline, UpdateOptions options);

  /** The same without options. */
  default UpdateResult updateOne(Bson filter, List<? extends Bson> pipeline) {
    return updateOne(filter, pipeline, UpdateOptions.DEFAULT);
  }

  /** Updates all documents that match, each atomically. */
  UpdateResult updateMany(Bson filter, Bson update);

  /** Updates all documents that match, each atomically. */
  UpdateResult updateMany(Bson filter, Bson update, UpdateOptions options);

  /** Updates all documents that match by a pipeline, each atomically. */
  UpdateResult updateMany(Bson filter, List<? extends Bson> pipeline, UpdateOptions options);

  /** The same without options. */
  default UpdateResult updateMany(Bson filter, List<? extends Bson> pipeline) {
    return updateMany(filter, pipeline, UpdateOptions.DEFAULT);
  }

  /** Replaces the first document that matches; its {@code _id} stays. */
  UpdateResult replaceOne(Bson filter, T replacement);

  /** Replaces the first document that matches; its {@code _id} stays. */
  UpdateResult replaceOne(Bson filter, T replacement, UpdateOptions options);

  /** Deletes the first document that matches. */
  DeleteResult deleteOne(Bson filter);

  /** Deletes all documents that match, each atomically. */
  DeleteResult deleteMany(Bson filter);

  /** Updates one document and returns it as it was before. */
  Optional<T> findOneAndUpdate(Bson filter, Bson update);

  /** Updates one document and returns it as the options say. */
  Optional<T> findOneAndUpdate(Bson filter, Bson update, FindOneAndUpdateOptions options);

  /** Updates one document by a pipeline and returns it as the options say. */
  Optional<T> findOneAndUpdate(
      Bson filter, List<? extends Bson> pipeline, FindOneAndUpdateOptions options);

  /** Replaces one document and returns it as it was before. */
  Optional<T> findOneAndReplace(Bson filter, T replacement);

  /** Replaces one document and returns it as the options say. */
  Optional<T> findOneAndReplace(Bson filter, T replacement, FindOneAndUpdateOptions options);

  /** Deletes one document and returns it. */
  Optional<T> findOneAndDelete(Bson filter);

  /** Deletes one document and returns it as the options say. */
  Optional<T> findOneAndDelete(Bson filter, FindOneAndDeleteOptions options);

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

  /**
   * How a write would find its documents, and how many it would change, in the shape of MongoDB's
   * explain. It changes nothing.
   *
   * @throws org.duetdb.api.error.DuetException 2 for an insert, which finds nothing
   */
  Document explain(WriteModel<T> write);

  /** Creates an index with these keys, for example {@code {a: 1, b: -1}}, and answers its name. */
  String createIndex(Bson keys);

  /**
   * Creates an index and fills it while others go on writing; an equal one that exists is left as
   * it is. Creates the collection if it is missing. Answers the index's name.
   */
  String createIndex(Bson keys, IndexOptions options);

  /** Drops the index of that name; fails with 27 if there is none. */
  void dropIndex(String name);

  /** Drops the index with these keys; fails with 27 if there is none. */
  void dropIndex(Bson keys);

  /** Drops all indexes but the one of {@code _id}. */
  void dropIndexes();

  /** Its indexes as MongoDB lists them, that of {@code _id} first; none if it does not exist. */
  List<Document> listIndexes();

  /**
   * MongoDB's collStats, as far as there is a counterpart: {@code ns}, {@code size} in bytes,
   * {@code count} and {@code avgObjSize}. Reads every document; not possible in a transaction.
   */
  Document stats();

  /** Drops the collection, if it exists. */
  void drop();
}

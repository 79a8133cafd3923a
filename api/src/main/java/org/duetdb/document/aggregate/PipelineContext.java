package org.duetdb.document.aggregate;

import java.util.Iterator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.spi.DocumentMutation;

/** What a running pipeline needs of the world. For one run. */
public interface PipelineContext {
  /**
   * How many bytes of documents a {@code $sort} or {@code $group} holds unless somebody says
   * otherwise: 100 MiB.
   */
  long DEFAULT_MEMORY_LIMIT = 100L * 1024 * 1024;

  /** The parameters of the statement; the first is the time if the pipeline uses it. */
  Object[] parameters();

  /** The chance of {@code $sample}. */
  RandomGenerator random();

  /** The {@code _id} of a document that {@code $merge} inserts and that has none. */
  BsonSlice newId();

  /** How many bytes of documents one blocking stage may hold. */
  default long memoryLimit() {
    return DEFAULT_MEMORY_LIMIT;
  }

  /**
   * The documents of a collection of the pipeline's database that match a filter, in the pipeline's
   * snapshot.
   */
  Iterator<byte[]> find(String collection, BsonDocument filter);

  /** Replaces a collection by what a pipeline gives: {@code $out}. */
  void replaceCollection(OutputTarget target, Iterator<byte[]> documents);

  /**
   * Brings one document into a collection: {@code $merge}.
   *
   * @param target the collection
   * @param filter which document there corresponds to it
   * @param whenMatched what becomes of that one
   * @param whenNotMatched what is inserted if there is none
   * @return whether there was one
   */
  boolean merge(
      OutputTarget target,
      BsonDocument filter,
      DocumentMutation whenMatched,
      Optional<byte[]> whenNotMatched);

  /** Where a pipeline writes: a collection, of another database if one is named. */
  record OutputTarget(Optional<String> database, String collection) {}
}

package org.duetdb.api;

import java.util.List;
import org.bson.conversions.Bson;

/**
 * One write of a {@linkplain DocumentCollection#bulkWrite bulk write}. Immutable.
 *
 * @param <T> how the collection's documents are written
 */
public sealed interface WriteModel<T> {
  /** Inserts one document; its {@code _id} is generated if it has none. */
  record InsertOne<T>(T document) implements WriteModel<T> {}

  /** Updates the first document that matches. */
  record UpdateOne<T>(Bson filter, Bson update, UpdateOptions options) implements WriteModel<T> {
    /** Without options. */
    public UpdateOne(Bson filter, Bson update) {
      this(filter, update, UpdateOptions.DEFAULT);
    }
  }

  /** Updates all documents that match. */
  record UpdateMany<T>(Bson filter, Bson update, UpdateOptions options) implements WriteModel<T> {
    /** Without options. */
    public UpdateMany(Bson filter, Bson update) {
      this(filter, update, UpdateOptions.DEFAULT);
    }
  }

  /** Updates the first document that matches, or all, by a pipeline. */
  record UpdateByPipeline<T>(
      Bson filter, List<? extends Bson> pipeline, boolean many, UpdateOptions options)
      implements WriteModel<T> {
    public UpdateByPipeline {
      pipeline = List.copyOf(pipeline);
    }
  }

  /** Replaces the first document that matches. */
  record ReplaceOne<T>(Bson filter, T replacement, UpdateOptions options) implements WriteModel<T> {
    /** Without options. */
    public ReplaceOne(Bson filter, T replacement) {
      this(filter, replacement, UpdateOptions.DEFAULT);
    }
  }

  /** Deletes the first document that matches. */
  record DeleteOne<T>(Bson filter) implements WriteModel<T> {}

  /** Deletes all documents that match. */
  record DeleteMany<T>(Bson filter) implements WriteModel<T> {}
}

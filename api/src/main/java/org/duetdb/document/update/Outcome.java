package org.duetdb.document.update;

import org.duetdb.api.bson.BsonSlice;

/** What a modifier makes of a field: nothing new, nothing at all, or a value. */
sealed interface Outcome {
  /** The field stays as it is, present or missing. */
  Outcome UNCHANGED = new Unchanged();

  /** The field goes. */
  Outcome REMOVED = new Removed();

  /** See {@link Outcome#UNCHANGED}. */
  record Unchanged() implements Outcome {}

  /** See {@link Outcome#REMOVED}. */
  record Removed() implements Outcome {}

  /** The field has this value from now on. */
  record Value(BsonSlice value) implements Outcome {}

  static Outcome of(BsonSlice value) {
    return new Value(value);
  }
}

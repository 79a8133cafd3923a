package org.duetdb.document.aggregate;

import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.expression.Scope;

/** Gathers something about the documents of one group. For one thread. */
interface Accumulator {
  /** Takes one more document. */
  void add(Scope document);

  /** What has been gathered, {@link BsonSlice#MISSING} if nothing. */
  BsonSlice result();

  /** About how many bytes are held. */
  default long heldBytes() {
    return 0;
  }

  /** Makes the accumulator of a new group. */
  @FunctionalInterface
  interface Factory {
    Accumulator create();
  }
}

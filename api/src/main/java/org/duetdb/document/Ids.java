package org.duetdb.document;

import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.NewDocument;

/** Draws {@code _id}s, before the first attempt to insert a document. */
final class Ids {
  private Ids() {}

  /** A new {@code _id}. */
  static BsonSlice draw() {
    return BsonSlice.of(new BsonObjectId(new ObjectId()));
  }

  /**
   * The document as it can be stored: with an {@code _id}, which comes first, and within the
   * limits.
   */
  static byte[] ensure(byte[] document) {
    return NewDocument.prepare(document, Ids::draw);
  }
}

package org.duetdb.document;

import org.bson.BsonObjectId;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.NewDocument;
import org.duetdb.api.spi.Chance;

/** Draws {@code _id}s, before the first attempt to insert a document. */
final class Ids {
  private Ids() {}

  /** A new {@code _id}. */
  static BsonSlice draw(Chance chance) {
    return BsonSlice.of(new BsonObjectId(chance.objectId()));
  }

  /**
   * The document as it can be stored: with an {@code _id}, which comes first, and within the
   * limits.
   */
  static byte[] ensure(byte[] document, Chance chance) {
    return NewDocument.prepare(document, () -> draw(chance));
  }
}

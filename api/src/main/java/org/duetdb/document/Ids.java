package org.duetdb.document;

import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;

/** Gives documents their {@code _id}, before the first attempt to insert them. */
final class Ids {
  private Ids() {}

  /** The document with an {@code _id}, as its first field if it had none. */
  static byte[] ensure(byte[] document) {
    if (DocumentKey.slotOfId(document) != BsonBytes.NO_SLOT) {
      return document;
    }
    var withId = new BsonDocument("_id", new BsonObjectId(new ObjectId()));
    withId.putAll(BsonCodecs.decodeDocument(document));
    return BsonCodecs.encode(withId);
  }
}

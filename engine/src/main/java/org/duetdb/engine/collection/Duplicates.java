package org.duetdb.engine.collection;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.index.UniqueKeys;
import org.duetdb.engine.index.UniqueKeys.Change;

/** When an insert meets a document of the same key. */
final class Duplicates {
  private Duplicates() {}

  /** Whether a document is there that nobody can take back, or only the requester itself. */
  static boolean isThere(Meeting meeting) {
    return meeting.rival() != Rival.UNCOMMITTED && meeting.exists();
  }

  /**
   * Whether the meeting is a duplicate key rather than a conflict. A document of the transaction's
   * own is; one committed before the snapshot is; one committed after it is where the statement
   * could look again anyway (then it would see it), or where SQL waits for rivals (the wait ends
   * with that commit); otherwise it is a conflict. At SERIALIZABLE it is one also where SQL waits:
   * a duplicate key error would tell the transaction of a commit that its reads deny (decision
   * 0007).
   */
  static boolean isCertain(Meeting meeting, ClaimingWriter writer, Reaction reaction) {
    if (!isThere(meeting)) {
      return false;
    }
    return meeting.isOwn(writer.transaction())
        || !meeting.stale()
        || reaction.unit() != RetryUnit.NOTHING
        || (reaction.policy() == ConflictPolicy.WAIT
            && writer.statement().settings().language() == Language.SQL
            && writer.transaction().serializableNode() == null);
  }

  /** 11000 for a key of a unique index, in MongoDB's words. */
  static DuplicateKeyException error(Collection collection, Change change) {
    var index = change.index().descriptor();
    return new DuplicateKeyException(
        "E11000 duplicate key error collection: "
            + collection.name()
            + " index: "
            + index.name()
            + " dup key: "
            + UniqueKeys.text(change.values()),
        index.keyPattern(),
        change.values());
  }

  /** 11000 for an {@code _id}, in MongoDB's words. */
  static DuplicateKeyException error(Collection collection, DocumentKey key) {
    var value = key.value().toBsonValue();
    return new DuplicateKeyException(
        "E11000 duplicate key error collection: "
            + collection.name()
            + " index: _id_ dup key: { _id: "
            + key
            + " }",
        new BsonDocument("_id", new BsonInt32(1)),
        new BsonDocument("_id", value));
  }
}

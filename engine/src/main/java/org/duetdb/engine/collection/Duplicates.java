package org.duetdb.engine.collection;

import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** When an insert meets a document of the same key. */
final class Duplicates {
  private Duplicates() {}

  /**
   * Whether the meeting is a duplicate key rather than a conflict. A document of the transaction's
   * own is; one committed before the snapshot is; one committed after it is where the statement
   * could look again anyway (then it would see it), or where the policy is to wait (the wait ended
   * with that commit); otherwise it is a conflict.
   */
  static boolean isCertain(
      Meeting meeting,
      @Nullable Transaction transaction,
      @Nullable Snapshot snapshot,
      Reaction reaction) {
    var live = meeting.live();
    if (meeting.rival() == Rival.UNCOMMITTED || live == null || live.document() == null) {
      return false;
    }
    if (transaction != null && live.writer() == transaction) {
      return true;
    }
    if (snapshot == null || reaction.unit() != RetryUnit.NOTHING) {
      return true;
    }
    return !meeting.stale() || reaction.policy() == ConflictPolicy.WAIT;
  }

  /** 11000, in MongoDB's words. */
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

  /** Whether a version is a document, and not a tombstone. */
  static boolean exists(@Nullable Version version) {
    return version != null && version.document() != null;
  }
}

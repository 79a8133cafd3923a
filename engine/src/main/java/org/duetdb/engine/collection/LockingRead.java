package org.duetdb.engine.collection;

import java.util.ArrayList;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.Lock;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.collection.TransactionalWrites.Matches;
import org.duetdb.engine.mvcc.Intent;
import org.jspecify.annotations.Nullable;

/**
 * A locking read: locks the documents that it returns, in their order, until the limit. It finishes
 * before the first document is handed out, because it may have to run again.
 */
final class LockingRead {
  private final ClaimingWriter writer;
  private final Collection collection;
  private final Runnable claimCollection;

  LockingRead(ClaimingWriter writer, Collection collection, Runnable claimCollection) {
    this.writer = writer;
    this.collection = collection;
    this.claimCollection = claimCollection;
  }

  DocumentCursor run(FindOperation operation, Object[] parameters) {
    claimCollection.run();
    var lock = operation.lock().orElseThrow();
    var settings = writer.statement().settings();
    var contest = writer.contest(Reaction.ofLock(lock, settings, writer.transaction()));
    var matches =
        new Matches(
            writer,
            collection,
            operation.access(),
            operation.residual(),
            parameters,
            operation.order());
    var locked = new ArrayList<byte[]>();
    long skip = operation.skip();
    long limit = operation.limit() == 0 ? Long.MAX_VALUE : operation.limit();
    while (locked.size() < limit) {
      var match = matches.next();
      if (match == null) {
        break;
      }
      if (skip > 0) {
        skip--;
        continue;
      }
      var document = lockOne(contest, match, lock, operation, parameters);
      if (document != null) {
        locked.add(document);
      }
    }
    return new ListCursor(locked);
  }

  /** The document as it is under the lock; null if it is left out. */
  private byte @Nullable [] lockOne(
      Contest contest,
      Matches.Match match,
      Lock lock,
      FindOperation operation,
      Object[] parameters) {
    boolean exclusive = lock.strength() == Lock.Strength.EXCLUSIVE;
    var key = DocumentKey.of(match.document());
    var wanted = new Wanted(collection.namespace(), key, exclusive);
    while (true) {
      var meeting = contest.obtain(match.head(), wanted);
      if (meeting == null) {
        return null;
      }
      var document = match.document();
      if (meeting.stale()) {
        var newest = meeting.live();
        if (newest == null
            || newest.document() == null
            || !operation.residual().test(newest.document(), parameters)) {
          return null;
        }
        document = newest.document();
      }
      boolean held =
          meeting.isOwn(writer.transaction())
              || Intent.isHeld(meeting.state().intents(), writer.transaction(), exclusive);
      if (held || writer.lock(Place.of(collection, key, match.head()), meeting, exclusive)) {
        return document;
      }
    }
  }
}

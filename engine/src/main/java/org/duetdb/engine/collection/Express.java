package org.duetdb.engine.collection;

import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.index.UniqueKeys;
import org.duetdb.engine.mvcc.HeadState;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.transaction.Core;
import org.jspecify.annotations.Nullable;

/**
 * The express path: one document by its key, outside a transaction, nobody in the way. No statement
 * object, no snapshot, no queue: one lookup, one function, one compare-and-set. Whatever is not
 * that simple answers null, and the caller takes the ordinary path from the start.
 */
public final class Express {
  private final Core core;

  public Express(Core core) {
    this.core = core;
  }

  /** The newest committed bytes of a document; null if there is none. */
  public byte @Nullable [] get(Collection collection, DocumentKey key) {
    var head = collection.store().head(key);
    if (head == null) {
      return null;
    }
    var version = Snapshot.newestCommitted(head, core.timestamps());
    return version == null ? null : version.document();
  }

  /** Updates one document; null if somebody has a claim, or queues. */
  public @Nullable UpdateOutcome update(
      Collection collection, DocumentKey key, UpdateOperation operation, Object[] parameters) {
    if (operation.returning() != Returning.NOTHING || !isDirect()) {
      return null;
    }
    int write = collection.writes().begin();
    try {
      return isClaimed(collection) ? null : updateUnclaimed(collection, key, operation, parameters);
    } finally {
      collection.writes().end(write);
    }
  }

  private @Nullable UpdateOutcome updateUnclaimed(
      Collection collection, DocumentKey key, UpdateOperation operation, Object[] parameters) {
    var head = collection.store().head(key);
    if (head == null) {
      return UpdateOutcome.NONE;
    }
    while (true) {
      HeadState state = head.state();
      if (!(state instanceof Version newest)
          || head.isContended()
          || newest.timestamp(core.timestamps()) <= 0) {
        return null;
      }
      var before = newest.document();
      if (before == null || !operation.residual().test(before, parameters)) {
        return UpdateOutcome.NONE;
      }
      var after = operation.mutation().apply(before, parameters);
      if (after == before && !operation.alwaysWrites()) {
        return UpdateOutcome.UNCHANGED;
      }
      if (!UniqueKeys.between(collection, before, after).isEmpty()) {
        return null;
      }
      var version = Version.committed(collection.checked(after), newest);
      if (collection.store().install(head, newest, version)) {
        version.timestamp(core.timestamps());
        core.pruner().committed(collection.store(), key, head, version);
        return after == before ? UpdateOutcome.UNCHANGED : UpdateOutcome.ONE;
      }
    }
  }

  /** Inserts one document; false if the key is taken, claimed or contended. */
  public boolean insert(Collection collection, DocumentKey key, byte[] document) {
    if (!isDirect() || collection.isUnique()) {
      return false;
    }
    int write = collection.writes().begin();
    try {
      return !isClaimed(collection) && insertUnclaimed(collection, key, document);
    } finally {
      collection.writes().end(write);
    }
  }

  private boolean insertUnclaimed(Collection collection, DocumentKey key, byte[] document) {
    var head = collection.store().headFor(key);
    var state = head.state();
    if (state.newest() != null
        || state.intents() != null
        || head.isContended()
        || head.isRetired()) {
      return false;
    }
    var version = Version.committed(collection.checked(document), null);
    if (!collection.store().install(head, state, version)) {
      return false;
    }
    version.timestamp(core.timestamps());
    return true;
  }

  /** Whether no sink comes before publishing, and no fail point wants to see who comes by. */
  private boolean isDirect() {
    return core.commits().isDirect() && !core.faults().areOn();
  }

  /**
   * Whether somebody is about to drop or change the collection, or has done so, or has a lock on
   * it.
   */
  public boolean isClaimed(Collection collection) {
    var state = collection.head().state();
    if (state instanceof Version entry && entry.timestamp(core.timestamps()) > 0) {
      return entry.document() != collection.entry();
    }
    return CollectionClaims.keepOutWriters(core, collection)
        || !CollectionClaims.isCurrent(core, collection);
  }
}

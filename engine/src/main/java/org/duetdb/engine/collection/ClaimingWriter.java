package org.duetdb.engine.collection;

import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** Hangs a transaction's versions and intents on heads, one at a time. */
final class ClaimingWriter {
  private static final long NOT_YET = 0;

  private final Core core;
  private final Statement statement;
  private final Transaction transaction;
  private final Snapshot snapshot;

  ClaimingWriter(Core core, Statement statement, Transaction transaction, Snapshot snapshot) {
    this.core = core;
    this.statement = statement;
    this.transaction = transaction;
    this.snapshot = snapshot;
  }

  /** Where a document is. */
  record Place(DocumentStore store, DocumentKey key, Head head) {
    static Place of(Collection collection, DocumentKey key, Head head) {
      return new Place(collection.store(), key, head);
    }
  }

  /** A contest by this statement's snapshot. */
  Contest contest(Reaction reaction) {
    return new Contest(core, statement, snapshot.timestamp(), reaction);
  }

  /** Hangs a version against what was found; false if the head has changed since: look again. */
  boolean write(Place place, Meeting meeting, byte @Nullable [] document) {
    var version = Version.of(document, meeting.live(), transaction, snapshot.statement());
    transaction.claim(place.store, place.key, place.head, snapshot.statement());
    if (!place.store.install(place.head, meeting.state(), version)) {
      return false;
    }
    afterClaim(place);
    if (core.feed().isOn()) {
      core.feed()
          .version(
              transaction.label(), place.store.name(), place.key, document, State.OPEN, NOT_YET);
    }
    var node = transaction.serializableNode();
    if (node != null) {
      var before = meeting.live();
      core.tracker()
          .wrote(node, place.store, place.key, before == null ? null : before.document(), document);
    }
    return true;
  }

  /** Hangs an intent against what was found; false if the head has changed since: look again. */
  boolean lock(Place place, Meeting meeting, boolean exclusive) {
    return lock(place, meeting, exclusive, false);
  }

  /** The same, keeping readers out too if it is a lock on a whole collection. */
  boolean lock(Place place, Meeting meeting, boolean exclusive, boolean readersToo) {
    transaction.claim(place.store, place.key, place.head, snapshot.statement());
    if (!place.head.claim(
        meeting.state(), transaction, snapshot.statement(), exclusive, readersToo)) {
      return false;
    }
    afterClaim(place);
    return true;
  }

  private void afterClaim(Place place) {
    if (!transaction.isLive()) {
      // Cancelled by another thread: this claim was born dead, and perhaps not seen by the cancel.
      place.store.undo(place.head, transaction, 0);
      core.queues().wake(place.head);
      statement.checkAlive();
    }
    var waiter = statement.waiter();
    if (waiter != null) {
      core.queues().leave(waiter, place.head);
    }
  }

  /** Whether this statement has written the document already. */
  boolean isOwnOfThisStatement(Meeting meeting) {
    return meeting.isOwn(transaction)
        && meeting.live() != null
        && meeting.live().statement() == snapshot.statement();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Transaction transaction() {
    return transaction;
  }

  Statement statement() {
    return statement;
  }

  Core core() {
    return core;
  }
}

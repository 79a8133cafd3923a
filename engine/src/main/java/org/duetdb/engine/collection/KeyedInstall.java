package org.duetdb.engine.collection;

import java.util.List;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.Verdict;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.Refusal;
import org.duetdb.engine.index.UniqueKeys.Change;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.duetdb.engine.transaction.Waits;
import org.jspecify.annotations.Nullable;

/**
 * Installs one document outside a transaction together with the unique keys that it takes and gives
 * back, as a transaction of its own that holds nothing while it waits.
 */
final class KeyedInstall {
  private final Core core;
  private final Collection collection;
  private final Statement statement;
  private final Contest contest;
  private final Transaction transaction;
  private final ClaimingWriter writer;
  private Waits.@Nullable Request request;

  /**
   * One attempt.
   *
   * @param reaction of the write; a key cannot be left out, so what skips rivals does not wait here
   */
  KeyedInstall(Core core, Collection collection, Statement statement, Reaction reaction) {
    this.core = core;
    this.collection = collection;
    this.statement = statement;
    contest = new Contest(core, statement, Long.MAX_VALUE, reaction.ofInsert());
    transaction =
        core.transactions()
            .beginImplicit(
                TransactionSettings.at(IsolationLevel.READ_COMMITTED), statement.label());
    writer =
        new ClaimingWriter(
            core, statement, transaction, new Snapshot(Long.MAX_VALUE, transaction, 0));
  }

  /**
   * Installs, or does nothing.
   *
   * @return false if the document must be looked at again, after a wait for {@link #request} if
   *     there is one
   */
  boolean run(
      DocumentKey key,
      Head head,
      Meeting meeting,
      byte @Nullable [] document,
      List<Change> changes) {
    boolean installed = false;
    try {
      installed =
          changes.stream().allMatch(this::claim)
              && writer.write(Place.of(collection, key, head), meeting, document)
              && core.transactions().commit(transaction);
      return installed;
    } finally {
      if (!installed) {
        core.transactions().abort(transaction);
      }
    }
  }

  /** What to wait for before the next attempt; null for nothing. */
  Waits.@Nullable Request request() {
    return request;
  }

  private boolean claim(Change change) {
    var store = change.index().uniqueKeys();
    while (true) {
      var head = store.headFor(change.key());
      var meeting = contest.meet(head, true);
      if (change.taken() && Duplicates.isThere(meeting)) {
        throw Duplicates.error(collection, change);
      }
      var reaction = contest.reaction();
      var verdict = reaction.policy().judge(meeting.rival(), false, reaction.unit());
      if (verdict != Verdict.PROCEED) {
        waitOrRefuse(head, meeting, change, verdict);
        return false;
      }
      if (writer.write(new Place(store, change.key(), head), meeting, change.image())) {
        return true;
      }
    }
  }

  private void waitOrRefuse(Head head, Meeting meeting, Change change, Verdict verdict) {
    statement.stats().conflict();
    var wanted = new Wanted(collection.namespace(), change, true);
    var facts = contest.request(head, wanted, meeting, statement.attempts());
    if (verdict == Verdict.WAIT) {
      request = facts;
      return;
    }
    var language = statement.settings().language();
    throw verdict == Verdict.UNAVAILABLE
        ? Refusal.unavailable(language, false, facts.conflict())
        : Refusal.writeConflict(language, false, facts.conflict());
  }
}

package org.duetdb.engine.collection;

import org.duetdb.api.conflict.Rival;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.Want;
import org.duetdb.engine.mvcc.Intent;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Waits;

/** The claims that others have on a whole collection, for writers outside a transaction. */
public final class CollectionClaims {
  private CollectionClaims() {}

  /** Whether a live claim keeps out somebody who writes documents. */
  static boolean keepOutWriters(Core core, Collection collection) {
    return Meeting.at(collection.head(), core.timestamps(), null, Long.MAX_VALUE, false).rival()
        != Rival.NONE;
  }

  /**
   * Waits while somebody keeps readers out of the collection.
   *
   * @return whether it waited, so that a statement's own snapshot should be taken anew
   */
  public static boolean awaitReadable(Core core, Statement statement, Collection collection) {
    var reader = statement.transaction();
    var meeting = Meeting.ofReader(collection.head(), reader);
    if (meeting.rival() == Rival.NONE) {
      return false;
    }
    while (meeting.rival() != Rival.NONE) {
      core.waits().await(statement, request(statement, collection, meeting));
      meeting = Meeting.ofReader(collection.head(), reader);
    }
    leaveQueue(core, statement);
    return true;
  }

  private static Waits.Request request(
      Statement statement, Collection collection, Meeting meeting) {
    return new Waits.Request(
        collection.head(),
        meeting,
        Want.READ,
        statement.settings().lockTimeoutNanos(),
        Waits.facts(collection.name(), "", meeting, "reads wait for locks on collections"),
        statement.attempts());
  }

  private static void leaveQueue(Core core, Statement statement) {
    var waiter = statement.waiter();
    if (waiter != null) {
      core.queues().leave(waiter);
    }
  }

  /** Whether the entry that names the collection so, with these indexes, is the newest. */
  static boolean isCurrent(Core core, Collection collection) {
    var entry = Snapshot.newestCommitted(collection.head(), core.timestamps());
    return entry == null
        || entry.document() == null
        || entry.document() == collection.entry()
        || newest(core, collection) == collection;
  }

  /** The same documents as the newest entry names them; the collection itself if none does. */
  static Collection newest(Core core, Collection collection) {
    var newest = core.catalog().newest(collection.descriptor().namespace());
    return newest != null && newest.store() == collection.store() ? newest : collection;
  }

  /** Whether somebody keeps readers out of the collection. */
  public static boolean keepOutReaders(Collection collection) {
    return Intent.rivalOfReader(collection.head().state().intents(), null) != null;
  }

  /**
   * Waits, or fails, while a claim keeps writers out. What begins afterwards is as if it had come
   * before the claim.
   *
   * @return whether it waited, so that the collection must be looked up again
   */
  public static boolean awaitNone(Core core, Statement statement, Collection collection) {
    if (!keepOutWriters(core, collection)) {
      return false;
    }
    var reaction =
        Reaction.ofWrite(statement.settings(), null).waitingByDefault(statement.settings());
    new Contest(core, statement, Long.MAX_VALUE, reaction)
        .obtain(collection.head(), Contest.Wanted.collection(collection.namespace(), false));
    leaveQueue(core, statement);
    return true;
  }
}

package org.duetdb.engine.collection;

import org.duetdb.api.conflict.Rival;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;

/** The claims that others have on a whole collection, for writers outside a transaction. */
public final class CollectionClaims {
  private CollectionClaims() {}

  /** Whether a live claim keeps out somebody who writes documents. */
  static boolean keepOutWriters(Core core, Collection collection) {
    return Meeting.at(collection.head(), core.timestamps(), null, Long.MAX_VALUE, false).rival()
        != Rival.NONE;
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
        .obtain(collection.head(), new Contest.Wanted(collection.name(), "(collection)", false));
    var waiter = statement.waiter();
    if (waiter != null) {
      core.queues().leave(waiter);
    }
    return true;
  }
}

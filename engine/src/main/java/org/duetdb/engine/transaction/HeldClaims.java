package org.duetdb.engine.transaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.duetdb.api.spi.HeldClaim;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Intent;
import org.duetdb.engine.mvcc.Version;

/** What the open transactions have claims on, as it is just now. */
public final class HeldClaims {
  private static final char ENTRY_MARK = '#';

  private HeldClaims() {}

  /** The claims of all open transactions. */
  public static List<HeldClaim> of(Core core) {
    var found = new ArrayList<HeldClaim>();
    for (var transaction : core.transactions().openInOrder()) {
      add(core, transaction, found);
    }
    return found;
  }

  private static void add(Core core, Transaction transaction, List<HeldClaim> found) {
    var known = new HashSet<Head>();
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      if (claim.store().isDerived() || !known.add(claim.head())) {
        continue;
      }
      boolean whole = claim.store() == core.catalog().entries();
      var key = claim.key().value().toBsonValue();
      var store = claim.store().name();
      found.add(
          new HeldClaim(
              whole ? key.asString().getValue() : store.substring(0, store.lastIndexOf(ENTRY_MARK)),
              whole ? "" : claim.key().toString(),
              isExclusive(core, transaction, claim.head()),
              transaction.label(),
              transaction.statementText(),
              transaction.since()));
    }
  }

  private static boolean isExclusive(Core core, Transaction transaction, Head head) {
    var state = head.state();
    var newest = state.newest();
    return Intent.isHeld(state.intents(), transaction, true)
        || (newest != null
            && newest.writer() == transaction
            && newest.timestamp(core.timestamps()) == Version.UNCOMMITTED);
  }
}

package org.duetdb.engine.transaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import org.duetdb.engine.journal.CommitRecord;
import org.duetdb.engine.mvcc.Head;

/** Makes the record of a transaction that is about to commit, from its claims. */
final class CommitRecords {
  private CommitRecords() {}

  static CommitRecord of(Transaction transaction) {
    var seen = Collections.<Head>newSetFromMap(new IdentityHashMap<>());
    var changes = new ArrayList<CommitRecord.Change>();
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      var newest = claim.head().state().newest();
      if (!claim.store().isDerived()
          && seen.add(claim.head())
          && newest != null
          && newest.writer() == transaction) {
        changes.add(
            new CommitRecord.Change(
                claim.store().name(), claim.key(), new CommitRecord.Image(newest.document())));
      }
    }
    return new CommitRecord(changes);
  }
}

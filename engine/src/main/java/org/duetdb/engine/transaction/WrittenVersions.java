package org.duetdb.engine.transaction;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;

/**
 * What a transaction leaves on each head if it commits: its newest version there. Collected before
 * the commit, because afterwards others may at once write on top.
 */
record WrittenVersions(String label, Collection<Written> versions) {
  static final WrittenVersions NONE = new WrittenVersions("", List.of());

  /** A version and where it hangs. */
  record Written(Claim claim, Version version) {}

  static WrittenVersions of(Transaction transaction) {
    var seen = new HashSet<Head>();
    var versions = new ArrayDeque<Written>();
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      var newest = claim.head().state().newest();
      if (newest != null && newest.writer() == transaction && seen.add(claim.head())) {
        versions.addFirst(new Written(claim, newest));
      }
    }
    return new WrittenVersions(transaction.label(), versions);
  }

  /** Tells of them, after the commit. */
  void tellCommitted(Feed feed, Timestamps timestamps) {
    for (var one : versions) {
      long timestamp = one.version.timestamp(timestamps);
      tell(feed, label, one.claim, one.version, State.COMMITTED, timestamp);
    }
  }

  /** Tells of versions that were undone. */
  static void tellUndone(Feed feed, Transaction transaction, Claim claim, List<Version> gone) {
    for (var version : gone) {
      tell(feed, transaction.label(), claim, version, State.UNDONE, 0);
    }
  }

  private static void tell(
      Feed feed, String label, Claim claim, Version version, State state, long timestamp) {
    feed.version(label, claim.store().name(), claim.key(), version.document(), state, timestamp);
  }
}

package org.duetdb.engine;

import java.util.ArrayList;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Snapshot;

/**
 * What a deployment holds: the profile of a leak.
 *
 * @param snapshots open snapshots
 * @param waiters statements that wait or keep a place
 * @param claims live uncommitted versions and intents, those on collections included
 * @param heads heads of documents, those of deleted ones included
 * @param versions versions of documents
 * @param documents documents that exist
 * @param longest the longest chain
 */
public record Remains(
    int snapshots, int waiters, int claims, int heads, int versions, int documents, int longest) {

  /** Nothing but these documents, each with one version. */
  public static Remains nothingBut(int documents) {
    return new Remains(0, 0, 0, documents, documents, documents, documents == 0 ? 0 : 1);
  }

  static Remains of(EmbeddedEngine engine) {
    var core = engine.core();
    var tally = new Tally();
    var now = new Snapshot(core.timestamps().current(), null, 0);
    tally.count(core.catalog().entries(), engine);
    int catalogClaims = tally.claims;
    tally = new Tally();
    tally.claims = catalogClaims;
    for (Collection collection : new ArrayList<>(core.catalog().all(now))) {
      tally.count(collection.store(), engine);
    }
    return new Remains(
        engine.snapshots().count(),
        core.queues().size(),
        tally.claims,
        tally.heads,
        tally.versions,
        tally.documents,
        tally.longest);
  }

  private static final class Tally {
    private int claims;
    private int heads;
    private int versions;
    private int documents;
    private int longest;

    void count(DocumentStore store, EmbeddedEngine engine) {
      heads += store.size();
      var scan = store.scan();
      for (var head = scan.next(); head != null; head = scan.next()) {
        count(head, engine);
      }
    }

    private void count(Head head, EmbeddedEngine engine) {
      var timestamps = engine.core().timestamps();
      for (var intent = head.state().intents(); intent != null; intent = intent.next()) {
        claims++;
      }
      int length = 0;
      for (var version = head.state().newest(); version != null; version = version.older()) {
        length++;
        if (version.timestamp(timestamps) <= 0) {
          claims++;
        }
      }
      var newest = Snapshot.newestCommitted(head, timestamps);
      documents += newest != null && newest.document() != null ? 1 : 0;
      versions += length;
      longest = Math.max(longest, length);
    }
  }
}

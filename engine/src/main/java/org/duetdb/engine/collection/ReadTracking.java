package org.duetdb.engine.collection;

import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.conflict.SerializableNode;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What one operation of a SERIALIZABLE transaction reads: registered before it reads, from the
 * declarative access path and the predicate; and every version on its way that it does not see.
 * Below SERIALIZABLE it is {@link #NONE}.
 */
abstract class ReadTracking {
  /** Tracks nothing. */
  static final ReadTracking NONE =
      new ReadTracking() {
        @Override
        void visited(Head head, @Nullable Version seen) {}
      };

  private ReadTracking() {}

  /** The reader has found {@code seen} on a head, or nothing that it sees. */
  abstract void visited(Head head, @Nullable Version seen);

  /** Registers a read that is about to happen. */
  static ReadTracking of(
      Core core,
      Snapshot snapshot,
      DocumentStore store,
      Access access,
      DocumentPredicate residual,
      Object[] parameters) {
    var node = snapshot.self() instanceof Transaction reader ? reader.serializableNode() : null;
    if (node == null) {
      return NONE;
    }
    if (access instanceof Access.Key key) {
      var wanted = key.source().key(parameters);
      if (wanted != null) {
        core.tracker().readKey(node, store, wanted);
      }
      return new Tracked(core, snapshot, node, store, document -> true);
    }
    if (access instanceof Access.Keys keys) {
      keys.source().keys(parameters).forEach(key -> core.tracker().readKey(node, store, key));
      return new Tracked(core, snapshot, node, store, document -> true);
    }
    var own = parameters.clone(); // because the caller may use its array again
    SerializableTracker.Matcher matcher = document -> residual.test(document, own);
    core.tracker().readScan(node, store, matcher);
    return new Tracked(core, snapshot, node, store, matcher);
  }

  /** Registers and does the read of a collection's entry in the catalog, also of a missing one. */
  static void ofCollection(Core core, Snapshot snapshot, Namespace namespace) {
    if (!(snapshot.self() instanceof Transaction reader) || reader.serializableNode() == null) {
      return;
    }
    var entries = core.catalog().entries();
    var key = Catalog.key(namespace);
    var tracking =
        of(core, snapshot, entries, Access.key(key), DocumentPredicate.ALWAYS, new Object[0]);
    var head = entries.head(key);
    if (head != null) {
      tracking.visited(head, snapshot.visible(head, core.timestamps()));
    }
  }

  private static final class Tracked extends ReadTracking {
    private final Core core;
    private final Snapshot snapshot;
    private final SerializableNode node;
    private final DocumentStore store;
    private final SerializableTracker.Matcher matcher;

    Tracked(
        Core core,
        Snapshot snapshot,
        SerializableNode node,
        DocumentStore store,
        SerializableTracker.Matcher matcher) {
      this.core = core;
      this.snapshot = snapshot;
      this.node = node;
      this.store = store;
      this.matcher = matcher;
    }

    @Override
    void visited(Head head, @Nullable Version seen) {
      boolean seenMatches = matches(seen);
      var version = head.state().newest();
      while (version != null && !version.standsFor(seen)) {
        long timestamp = version.timestamp(core.timestamps());
        boolean isOthers = timestamp > 0 || version.writer() != snapshot.self();
        if (timestamp != Version.DEAD && isOthers && (seenMatches || matches(version))) {
          core.tracker().passedOver(node, store, version, core.timestamps());
        }
        version = version.older();
      }
    }

    private boolean matches(@Nullable Version version) {
      return version != null && version.document() != null && matcher.matches(version.document());
    }
  }
}

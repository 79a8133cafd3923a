package org.duetdb.engine.index;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.HeadState;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.mvcc.VersionWatch;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of one store that are kept up: those that some definition in the catalog names, those
 * just dropped that older snapshots still read, and those being built.
 *
 * <p>Whoever changes a head's keys holds the head's monitor while it adds the entries and installs
 * the version; whoever takes entries away holds it while it looks at the chain. So an entry that a
 * version needs is there before the version is, and stays as long as it. A write that changes no
 * key takes no monitor. An index that is being built sees the versions that hang on the heads; a
 * writer that had looked at the set before looks again after it has installed.
 */
public final class IndexSet implements VersionWatch {
  private static final Index[] NONE = {};

  private final DocumentStore store;
  private final PrimaryOrder primary = new PrimaryOrder(this);
  private volatile Index[] indexes = NONE;

  private IndexSet(DocumentStore store) {
    this.store = store;
  }

  /** The set of a store, made if there is none. */
  public static IndexSet of(DocumentStore store) {
    return (IndexSet) store.watchedBy(() -> new IndexSet(store));
  }

  /** The index of {@code _id}. */
  public PrimaryOrder primary() {
    return primary;
  }

  /** The indexes just now. */
  public List<Index> all() {
    return List.of(indexes);
  }

  /** The index of that number; null if it is not kept up. */
  public @Nullable Index index(long id) {
    for (var index : indexes) {
      if (index.id() == id) {
        return index;
      }
    }
    return null;
  }

  /** Whether a write changes keys in some index, so that it cannot be installed without care. */
  public static boolean changesKeys(
      DocumentStore store, byte @Nullable [] before, byte @Nullable [] after) {
    return store.watch() instanceof IndexSet set && set.changesKeys(before, after);
  }

  private boolean changesKeys(byte @Nullable [] before, byte @Nullable [] after) {
    return isChange(indexes, before, after);
  }

  private static boolean isChange(
      Index[] indexes, byte @Nullable [] before, byte @Nullable [] after) {
    if (after == null) {
      return false; // because a tombstone has no keys, and those of the version before stay
    }
    for (var index : indexes) {
      if (!index.isSame(before, after)) {
        return true;
      }
    }
    return false;
  }

  /** Adds an index that is empty and fills it from what hangs on the heads. */
  public void build(Index index) {
    add(index);
    var scan = store.scan();
    for (var head = scan.next(); head != null; head = scan.next()) {
      fill(index, head);
    }
  }

  private synchronized void add(Index index) {
    var more = Arrays.copyOf(indexes, indexes.length + 1);
    more[indexes.length] = index;
    indexes = more;
  }

  /** Keeps only some of the indexes up. */
  public synchronized void retain(Predicate<Index> kept) {
    indexes = Arrays.stream(indexes).filter(kept).toArray(Index[]::new);
  }

  @SuppressWarnings("SynchronizationOnLocalVariableOrMethodParameter")
  private static void fill(Index index, Head head) {
    synchronized (head) {
      for (var version = head.state().newest(); version != null; version = version.older()) {
        var document = version.document();
        if (document != null) {
          index.check(document);
          index.add(head, document);
        }
      }
    }
  }

  @Override
  public boolean install(Head head, HeadState expected, Version version) {
    var seen = indexes;
    var after = version.document();
    var older = version.older();
    boolean changes = isChange(seen, older == null ? null : older.document(), after);
    boolean installed =
        changes && after != null
            ? installWithKeys(seen, head, expected, version, after)
            : head.install(expected, version);
    if (installed) {
      fillNew(seen, head);
      for (var dead = expected.newest(); dead != null && dead != older; dead = dead.older()) {
        droppedIfDocument(head, dead);
      }
    }
    return installed;
  }

  private void droppedIfDocument(Head head, Version version) {
    var document = version.document();
    if (document != null) {
      dropped(head, document);
    }
  }

  @SuppressWarnings("SynchronizationOnLocalVariableOrMethodParameter")
  private static boolean installWithKeys(
      Index[] indexes, Head head, HeadState expected, Version version, byte[] document) {
    for (var index : indexes) {
      index.check(document);
    }
    synchronized (head) {
      for (var index : indexes) {
        index.add(head, document);
      }
      if (head.install(expected, version)) {
        return true;
      }
      for (var index : indexes) {
        index.forget(head, document);
      }
      return false;
    }
  }

  /** Fills the indexes that have been added while a version was installed. */
  private void fillNew(Index[] seen, Head head) {
    var now = indexes;
    if (now == seen) {
      return;
    }
    for (var index : now) {
      if (!Arrays.asList(seen).contains(index)) {
        fill(index, head);
      }
    }
  }

  @Override
  @SuppressWarnings("SynchronizationOnLocalVariableOrMethodParameter")
  public void dropped(Head head, byte[] document) {
    var newest = head.state().newest();
    var stays = newest == null ? null : newest.document();
    for (var index : indexes) {
      if (!index.isSame(stays, document)) {
        synchronized (head) {
          index.forget(head, document);
        }
      }
    }
  }
}

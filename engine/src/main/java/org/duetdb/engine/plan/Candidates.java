package org.duetdb.engine.plan;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.AllVisible;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Timestamps;
import org.jspecify.annotations.Nullable;

/** The heads that an operation looks at, one at a time. Not thread-safe. */
public abstract class Candidates {
  Candidates() {}

  /** The next head; null at the end. */
  public abstract @Nullable Head next();

  /**
   * The documents that come next, which are passed with that, if a snapshot is known to see the
   * newest version of each; null if not, then {@link #next} goes on.
   *
   * @param timestamp the snapshot's, drawn before this call
   */
  public @Nullable AllVisible allVisible(long timestamp, Timestamps timestamps) {
    return null;
  }

  /** What MongoDB's planSummary calls this. */
  public abstract String summary();

  /** Whether each head was found by a key. */
  public abstract boolean isByKey();

  /**
   * Whether the head returned last stands for the version of it with this document, rather than for
   * another version, and has not been returned for it before.
   */
  public boolean isFor(Head head, byte[] document) {
    return true;
  }

  /** Whether the documents come in the order that was asked for. */
  public boolean isOrdered() {
    return false;
  }

  /**
   * Whether every head that {@link #isFor} a document stands for one that matches, whatever else
   * the operation would test of it.
   */
  public boolean isCovering() {
    return false;
  }

  /** The secondary index in use. */
  public Optional<IndexUse> use() {
    return Optional.empty();
  }

  /**
   * The heads of a collection that {@code access} names with these parameters.
   *
   * @param order the order wanted, which an index may give
   */
  public static Candidates of(
      Access access,
      Object[] parameters,
      Collection collection,
      Optional<Comparator<byte[]>> order) {
    collection.requireDocuments();
    var store = collection.store();
    if (access instanceof Access.Key key) {
      var wanted = key.source().key(parameters);
      return new ByKey(store, wanted == null ? List.of() : List.of(wanted));
    }
    if (access instanceof Access.Keys keys) {
      return new ByKey(store, new LinkedHashSet<>(keys.source().keys(parameters)));
    }
    if (access instanceof Access.Where where) {
      var plan = Planner.plan(collection, where, parameters, order);
      if (plan != null) {
        return new IndexEntries(plan, where.exact() && plan.isExact());
      }
    }
    return new Whole(store.scan());
  }

  private static final class ByKey extends Candidates {
    private final DocumentStore store;
    private final Iterator<DocumentKey> keys;

    ByKey(DocumentStore store, Iterable<DocumentKey> keys) {
      this.store = store;
      this.keys = keys.iterator();
    }

    @Override
    public @Nullable Head next() {
      while (keys.hasNext()) {
        var head = store.head(keys.next());
        if (head != null) {
          return head;
        }
      }
      return null;
    }

    @Override
    public String summary() {
      return "IXSCAN { _id: 1 }";
    }

    @Override
    public boolean isByKey() {
      return true;
    }
  }

  private static final class Whole extends Candidates {
    private final DocumentStore.Scan scan;

    Whole(DocumentStore.Scan scan) {
      this.scan = scan;
    }

    @Override
    public @Nullable Head next() {
      return scan.next();
    }

    @Override
    public @Nullable AllVisible allVisible(long timestamp, Timestamps timestamps) {
      return scan.allVisible(timestamp, timestamps);
    }

    @Override
    public String summary() {
      return "COLLSCAN";
    }

    @Override
    public boolean isByKey() {
      return false;
    }
  }
}

package org.duetdb.engine.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonString;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.HeadState;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.mvcc.VersionWatch;
import org.jspecify.annotations.Nullable;

/** The collections of a deployment, as a snapshot sees them. Thread-safe. */
public final class Catalog {
  private final Timestamps timestamps;
  private final DocumentStore entries = new DocumentStore("(catalog)");
  private final Map<Namespace, Slot> slots = new ConcurrentHashMap<>();
  private final Map<Long, Collection> collections = new ConcurrentHashMap<>();
  private final Set<Long> defining = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();
  private volatile Runnable forgotten = () -> {};

  /**
   * The head of a name, with the collection of the version that was asked for last. A head that is
   * gone gets another slot, so that nobody who comes late can put it back.
   */
  private static final class Slot {
    final Head head;
    volatile @Nullable Known known;

    Slot(Head head) {
      this.head = head;
    }
  }

  private record Known(Version version, @Nullable Collection collection) {}

  public Catalog(Timestamps timestamps) {
    this.timestamps = timestamps;
    entries.watchedBy(EntryWatch::new);
  }

  /** Lets go of what an entry that nobody sees any more has named. */
  private final class EntryWatch implements VersionWatch {
    @Override
    public boolean install(Head head, HeadState expected, Version version) {
      return head.install(expected, version);
    }

    @Override
    public void dropped(Head head, byte[] document) {
      forgetUnreachable();
    }
  }

  /** Has {@code listener} told whenever entries have become unreachable. */
  public void onForget(Runnable listener) {
    forgotten = listener;
  }

  /** The store of the catalog's own entries. */
  public DocumentStore entries() {
    return entries;
  }

  /** The collection of that name committed last; null if there is none. */
  public @Nullable Collection newest(Namespace namespace) {
    var slot = slots.get(namespace);
    return slot == null ? null : collection(slot, Snapshot.newestCommitted(slot.head, timestamps));
  }

  /** The collection of that name that the snapshot sees; null if it sees none. */
  public @Nullable Collection visible(Namespace namespace, Snapshot snapshot) {
    var slot = slots.get(namespace);
    return slot == null ? null : collection(slot, snapshot.visible(slot.head, timestamps));
  }

  private @Nullable Collection collection(Slot slot, @Nullable Version version) {
    if (version == null) {
      return null;
    }
    var known = slot.known;
    if (known != null && known.version == version) {
      return known.collection;
    }
    var document = version.document();
    var collection = document == null ? null : collections.get(CatalogEntry.id(document));
    slot.known = new Known(version, collection);
    return collection;
  }

  /** All collections that the snapshot sees, in order of name. */
  public List<Collection> all(Snapshot snapshot) {
    var found = new ArrayList<Collection>();
    for (var namespace : slots.keySet()) {
      var collection = visible(namespace, snapshot);
      if (collection != null) {
        found.add(collection);
      }
    }
    found.sort(Comparator.comparing(Collection::name));
    return found;
  }

  /** The key of a name in {@link #entries}. */
  public static DocumentKey key(Namespace namespace) {
    return DocumentKey.of(new BsonString(namespace.toString()));
  }

  /** The place in the catalog for a name, where whoever creates or drops it takes a claim. */
  public Place place(Namespace namespace) {
    var key = key(namespace);
    var slot =
        slots.compute(
            namespace,
            (name, known) ->
                known == null || known.head.isRetired() ? new Slot(entries.headFor(key)) : known);
    return new Place(key, slot.head);
  }

  /** A key and head in {@link #entries}. */
  public record Place(DocumentKey key, Head head) {}

  /**
   * Makes the collection that an entry will name; it exists for whoever sees the entry.
   *
   * @return the entry's bytes
   */
  public byte[] define(CollectionDescriptor descriptor, Place place) {
    long id = ids.incrementAndGet();
    defining.add(id);
    var entry = CatalogEntry.encode(id, descriptor);
    collections.put(
        id,
        new Collection(
            id,
            descriptor,
            List.of(),
            ColumnRules.of(descriptor),
            new DocumentStore(descriptor.namespace() + "#" + id),
            new InFlight(),
            entry,
            place.key(),
            place.head()));
    return entry;
  }

  /**
   * Makes the collection that an entry with other indexes will name.
   *
   * @return the entry's bytes
   */
  public byte[] redefine(Collection collection, List<IndexDefinition> indexes) {
    long id = ids.incrementAndGet();
    defining.add(id);
    var changed = collection.with(id, indexes);
    collections.put(id, changed);
    return changed.entry();
  }

  /**
   * Makes the collection that an entry with another description will name.
   *
   * @return the entry's bytes
   */
  public byte[] redefine(Collection collection, CollectionDescriptor descriptor) {
    long id = ids.incrementAndGet();
    defining.add(id);
    var changed = collection.with(id, descriptor);
    collections.put(id, changed);
    return changed.entry();
  }

  /** A number for an index. */
  public long nextIndexId() {
    return ids.incrementAndGet();
  }

  /** All collections that some version names, or is about to. */
  public java.util.Collection<Collection> definitions() {
    return collections.values();
  }

  /** The collection that an entry names, now that the entry is in the catalog, or will not be. */
  public Collection defined(byte[] entry) {
    long id = CatalogEntry.id(entry);
    // Found before it is let go, because whoever tidies up may forget it at once.
    var collection = Objects.requireNonNull(collections.get(id));
    defining.remove(id);
    return collection;
  }

  /** A change of the catalog has committed. */
  public void changed() {
    changes.incrementAndGet();
    forgetUnreachable();
  }

  /** How many changes have committed. */
  public long version() {
    return changes.get();
  }

  /** Lets go of collections that no version names any more. */
  public void forgetUnreachable() {
    collections
        .values()
        .removeIf(collection -> !defining.contains(collection.id()) && !isNamed(collection));
    slots.values().removeIf(slot -> slot.head.isRetired());
    forgotten.run();
  }

  private static boolean isNamed(Collection collection) {
    var version = collection.head().state().newest();
    while (version != null) {
      var document = version.document();
      if (document != null && CatalogEntry.id(document) == collection.id()) {
        return true;
      }
      version = version.older();
    }
    return false;
  }
}

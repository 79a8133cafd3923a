package org.duetdb.engine.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.duetdb.api.Namespace;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.Lock;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.catalog.IndexDefinition;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.IndexSet;
import org.duetdb.engine.index.UniqueKeys;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Intent;
import org.jspecify.annotations.Nullable;

/**
 * DDL, and the claims on collections that keep it and writers apart: versions and intents on the
 * catalog's heads.
 */
final class CatalogWrites {
  private final ClaimingWriter writer;
  private final Reaction reaction;

  CatalogWrites(ClaimingWriter writer, Reaction reaction) {
    this.writer = writer;
    this.reaction = reaction;
  }

  private Catalog catalog() {
    return writer.core().catalog();
  }

  Collection create(CollectionDescriptor descriptor) {
    var namespace = descriptor.namespace();
    while (true) {
      var place = catalog().place(namespace);
      var meeting = obtain(place, namespace, reaction.claimingCollection());
      if (meeting.exists()) {
        throw new DuetException(
            ErrorCode.NAMESPACE_EXISTS, "Collection " + namespace + " already exists.");
      }
      var entry = catalog().define(descriptor, place);
      boolean written = false;
      Collection collection;
      try {
        written = writer.write(place(place), meeting, entry);
      } finally {
        collection = catalog().defined(entry);
      }
      if (written) {
        IndexSet.of(collection.store()); // before anybody else can write to it
        writer.transaction().changeCatalog(writer.snapshot().statement());
        return collection;
      }
    }
  }

  boolean drop(Namespace namespace) {
    while (true) {
      var collection = catalog().visible(namespace, writer.snapshot());
      if (collection == null) {
        return false;
      }
      var place = new Catalog.Place(collection.key(), collection.head());
      var meeting =
          obtain(place, namespace, reaction.waitingByDefault(writer.statement().settings()));
      if (!meeting.exists()) {
        return false;
      }
      if (writer.write(place(place), meeting, null)) {
        writer.transaction().changeCatalog(writer.snapshot().statement());
        return true;
      }
    }
  }

  /**
   * Takes a shared claim on the collection, once per transaction: nobody drops it while the
   * transaction lives.
   */
  void share(Collection collection) {
    var transaction = writer.transaction();
    var wanted = Wanted.collection(collection.namespace(), false);
    var contest = writer.contest(reaction.waitingByDefault(writer.statement().settings()));
    while (true) {
      var meeting = claimed(contest.obtain(collection.head(), wanted));
      if (meeting.isOwn(transaction)
          || Intent.isHeld(meeting.state().intents(), transaction, false)) {
        return;
      }
      var place = new Place(catalog().entries(), collection.key(), collection.head());
      if (writer.lock(place, meeting, false)) {
        return;
      }
    }
  }

  /** Locks a collection as a whole. */
  void lock(Namespace namespace, CollectionLock strength, Lock clause) {
    var transaction = writer.transaction();
    boolean exclusive = strength != CollectionLock.SHARED;
    boolean readersToo = strength == CollectionLock.ACCESS_EXCLUSIVE;
    var how =
        Reaction.ofLock(clause, writer.statement().settings(), transaction).claimingCollection();
    while (true) {
      var collection = catalog().visible(namespace, writer.snapshot());
      if (collection == null) {
        throw new DuetException(ErrorCode.NAMESPACE_NOT_FOUND, "ns does not exist: " + namespace);
      }
      var wanted = Wanted.collection(namespace, exclusive);
      var meeting = claimed(writer.contest(how).obtain(collection.head(), wanted));
      var intents = meeting.state().intents();
      boolean held =
          Intent.isHeld(intents, transaction, exclusive)
              && (!readersToo || Intent.keepsReadersOut(intents, transaction));
      var place = new Place(catalog().entries(), collection.key(), collection.head());
      if (held || writer.lock(place, meeting, exclusive, readersToo)) {
        if (exclusive) {
          collection.writes().awaitEarlier(writer.core().time());
        }
        return;
      }
    }
  }

  /**
   * Creates an index: fills it while writers go on, then takes the collection for itself, so that
   * every write before is in it and every write after knows of it.
   */
  boolean createIndex(Supplier<@Nullable Collection> lookup, IndexDescriptor wanted, long maxKey) {
    var collection = existing(lookup, wanted.name());
    if (isDefined(collection, wanted)) {
      return false;
    }
    var expiry = writer.core().expiry();
    var index = new Index(catalog().nextIndexId(), wanted, maxKey, expiry::entered);
    var set = IndexSet.of(collection.store());
    boolean known = false;
    try {
      set.build(index);
      known = define(lookup, index);
      return known;
    } finally {
      if (!known) {
        set.retain(other -> other != index);
      }
    }
  }

  private boolean define(Supplier<@Nullable Collection> lookup, Index index) {
    while (true) {
      var collection = existing(lookup, index.descriptor().name());
      if (isDefined(collection, index.descriptor())) {
        return false;
      }
      var indexes = new ArrayList<>(collection.indexes());
      indexes.add(new IndexDefinition(index.id(), index.descriptor()));
      if (redefine(collection, indexes)) {
        index.built();
        collection.writes().awaitEarlier(writer.core().time());
        if (index.descriptor().unique()) {
          takeKeys(collection, index);
        }
        return true;
      }
    }
  }

  /** Now that nobody else can write: refuses the index if two documents have the same key. */
  private void takeKeys(Collection collection, Index index) {
    var documents = new ArrayList<byte[]>();
    var scan = collection.store().scan();
    for (var head = scan.next(); head != null; head = scan.next()) {
      var live = Head.live(head.state(), writer.core().timestamps());
      var document = live == null ? null : live.document();
      if (document != null) {
        documents.add(document);
      }
    }
    var twice = UniqueKeys.takeAll(index, documents);
    if (twice != null) {
      throw Duplicates.error(collection, twice);
    }
  }

  private static Collection existing(Supplier<@Nullable Collection> lookup, String index) {
    var collection = lookup.get();
    if (collection == null) {
      throw new DuetException(
          ErrorCode.NAMESPACE_NOT_FOUND,
          "ns does not exist: the collection to have index " + index + " is not there");
    }
    return collection;
  }

  /**
   * Whether there is an equal index. One that only has the name is refused, and one that differs
   * from another in nothing but the name; unique and sparse make a difference, as in MongoDB.
   */
  private static boolean isDefined(Collection collection, IndexDescriptor wanted) {
    for (var definition : collection.indexes()) {
      var known = definition.descriptor();
      if (known.equals(wanted)) {
        return true;
      }
      if (known.name().equals(wanted.name())) {
        throw new DuetException(
            ErrorCode.INDEX_KEY_SPECS_CONFLICT,
            "An existing index has the same name as the requested index. When index names are not"
                + " specified, they are auto generated and can cause conflicts. Please refer to our"
                + " documentation. Requested index: "
                + wanted.keyPattern().toJson()
                + ", existing index: "
                + known.keyPattern().toJson());
      }
      if (known.keys().equals(wanted.keys())
          && known.unique() == wanted.unique()
          && known.sparse() == wanted.sparse()
          && known.partial().equals(wanted.partial())) {
        throw new DuetException(
            ErrorCode.INDEX_OPTIONS_CONFLICT,
            "Index already exists with a different name: " + known.name());
      }
    }
    return false;
  }

  /** Drops an index; snapshots that see it go on using it. */
  boolean dropIndex(Supplier<@Nullable Collection> lookup, String name) {
    while (true) {
      var collection = existing(lookup, name);
      var left = new ArrayList<>(collection.indexes());
      if (!left.removeIf(index -> index.descriptor().name().equals(name))) {
        return false;
      }
      if (redefine(collection, left)) {
        return true;
      }
    }
  }

  /** Changes what the catalog says of a collection, once nobody else writes in it. */
  boolean alter(Supplier<@Nullable Collection> lookup, CollectionDescriptor descriptor) {
    while (true) {
      var collection = lookup.get();
      if (collection == null) {
        return false;
      }
      if (rewrite(collection, () -> catalog().redefine(collection, descriptor))) {
        collection.writes().awaitEarlier(writer.core().time());
        return true;
      }
    }
  }

  private boolean redefine(Collection collection, List<IndexDefinition> indexes) {
    return rewrite(collection, () -> catalog().redefine(collection, indexes));
  }

  /** Writes another entry; false if the old one has changed since: look again. */
  private boolean rewrite(Collection collection, Supplier<byte[]> changed) {
    var place = new Catalog.Place(collection.key(), collection.head());
    var how = reaction.waitingByDefault(writer.statement().settings());
    var meeting = obtain(place, collection.descriptor().namespace(), how);
    if (!meeting.exists()) {
      return false;
    }
    var entry = changed.get();
    boolean written;
    try {
      written = writer.write(place(place), meeting, entry);
    } finally {
      catalog().defined(entry);
    }
    if (written) {
      writer.transaction().changeCatalog(writer.snapshot().statement());
    }
    return written;
  }

  private Meeting obtain(Catalog.Place place, Namespace namespace, Reaction how) {
    var wanted = Wanted.collection(namespace, true);
    return claimed(writer.contest(how).obtain(place.head(), wanted));
  }

  /** Nobody leaves out a collection, see {@link Reaction#claimingCollection}. */
  private static Meeting claimed(@Nullable Meeting meeting) {
    return Objects.requireNonNull(meeting);
  }

  private Place place(Catalog.Place place) {
    return new Place(catalog().entries(), place.key(), place.head());
  }
}

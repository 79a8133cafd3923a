package org.duetdb.engine.collection;

import java.util.Objects;
import org.duetdb.api.Namespace;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.Lock;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
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
    var wanted = Wanted.collection(collection.name(), false);
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
      var wanted = Wanted.collection(namespace.toString(), exclusive);
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

  private Meeting obtain(Catalog.Place place, Namespace namespace, Reaction how) {
    var wanted = Wanted.collection(namespace.toString(), true);
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

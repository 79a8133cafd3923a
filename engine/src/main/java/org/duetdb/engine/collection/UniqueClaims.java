package org.duetdb.engine.collection;

import java.util.Objects;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.index.UniqueKeys;
import org.duetdb.engine.index.UniqueKeys.Change;
import org.jspecify.annotations.Nullable;

/**
 * Claims the unique keys that a transaction's write takes and gives back, by the rule that holds
 * for documents.
 */
final class UniqueClaims {
  private static final Object[] NO_PARAMETERS = {};

  private final ClaimingWriter writer;
  private final Collection collection;
  private final Contest contest;

  /**
   * Claims by one statement.
   *
   * @param reaction of the write; a key cannot be left out, so what skips rivals does not wait here
   */
  UniqueClaims(ClaimingWriter writer, Collection collection, Reaction reaction) {
    this.writer = writer;
    this.collection = collection;
    contest = writer.contest(reaction.ofInsert());
  }

  /** Claims what a write from one document to the other changes, once the write is hung. */
  void claim(byte @Nullable [] before, byte @Nullable [] after) {
    for (var change : UniqueKeys.between(collection, before, after)) {
      claim(change);
    }
  }

  private void claim(Change change) {
    var store = change.index().uniqueKeys();
    var wanted = new Wanted(collection.namespace(), change, true);
    var core = writer.core();
    var tracking =
        ReadTracking.of(
            core,
            writer.snapshot(),
            store,
            Access.key(change.key()),
            DocumentPredicate.ALWAYS,
            NO_PARAMETERS);
    while (true) {
      var head = store.headFor(change.key());
      tracking.visited(head, writer.snapshot().visible(head, core.timestamps()));
      var meeting =
          Objects.requireNonNull(
              contest.obtain(head, wanted, found -> refuseDuplicate(found, change)));
      var place = new Place(store, change.key(), head);
      if (writer.write(place, meeting, change.image())) {
        return;
      }
    }
  }

  private void refuseDuplicate(Meeting found, Change change) {
    if (change.taken() && Duplicates.isCertain(found, writer, contest.reaction())) {
      throw Duplicates.error(collection, change);
    }
  }
}

package org.duetdb.engine.collection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.collection.ClaimingWriter.Place;
import org.duetdb.engine.collection.Contest.Wanted;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.plan.Candidates;
import org.duetdb.engine.transaction.StatementStats;
import org.jspecify.annotations.Nullable;

/** Inserts, updates and deletes of one statement in one collection, inside a transaction. */
final class TransactionalWrites {
  private static final Object[] NO_PARAMETERS = {};

  private final ClaimingWriter writer;
  private final Collection collection;
  private final Runnable claimCollection;
  private final Contest contest;
  private final Contest insertContest;
  private final UniqueClaims uniqueClaims;
  private final StatementStats stats;
  private boolean claimed;

  TransactionalWrites(
      ClaimingWriter writer, Collection collection, Runnable claimCollection, Reaction reaction) {
    this.writer = writer;
    this.collection = collection;
    this.claimCollection = claimCollection;
    contest = writer.contest(reaction);
    insertContest = writer.contest(reaction.ofInsert());
    uniqueClaims = new UniqueClaims(writer, collection, reaction);
    stats = writer.statement().stats();
  }

  /** What becomes of a document: the next bytes, or null for a tombstone. */
  private interface Change {
    byte @Nullable [] apply(byte[] before);
  }

  /** Is told of each document that matched. */
  private interface Report {
    /** Returns whether to go on. */
    boolean matched(byte[] before, byte @Nullable [] after);
  }

  UpdateOutcome update(UpdateOperation operation, Object[] parameters) {
    var tally = new Tally(operation.multi(), operation.returning());
    change(
        operation.access(),
        operation.residual(),
        parameters,
        operation.order(),
        before -> collection.checked(operation.mutation().apply(before, parameters)),
        operation.alwaysWrites(),
        tally);
    stats.matched += tally.matched;
    stats.modified += tally.modified;
    return new UpdateOutcome(tally.matched, tally.modified, Optional.empty(), tally.returned);
  }

  DeleteOutcome delete(DeleteOperation operation, Object[] parameters) {
    var tally =
        new Tally(operation.multi(), operation.returning() ? Returning.BEFORE : Returning.NOTHING);
    change(
        operation.access(),
        operation.residual(),
        parameters,
        operation.order(),
        before -> null,
        true,
        tally);
    stats.deleted += tally.matched;
    return new DeleteOutcome(tally.matched, tally.returned);
  }

  private static final class Tally implements Report {
    private final boolean multi;
    private final Returning returning;
    private final List<byte[]> returned = new ArrayList<>();
    private long matched;
    private long modified;

    Tally(boolean multi, Returning returning) {
      this.multi = multi;
      this.returning = returning;
    }

    @Override
    public boolean matched(byte[] before, byte @Nullable [] after) {
      matched++;
      if (after != before) {
        modified++;
      }
      if (returning == Returning.BEFORE) {
        returned.add(before);
      } else if (returning == Returning.AFTER && after != null) {
        returned.add(after);
      }
      return multi;
    }
  }

  private void change(
      Access access,
      DocumentPredicate residual,
      Object[] parameters,
      Optional<Comparator<byte[]>> order,
      Change change,
      boolean alwaysWrites,
      Report report) {
    var matches = new Matches(writer, collection, access, residual, parameters, order);
    for (var match = matches.next(); match != null; match = matches.next()) {
      var after = changeOne(match, residual, parameters, change, alwaysWrites);
      if (after != null && !report.matched(after.before, after.after)) {
        return;
      }
    }
  }

  private record Changed(byte[] before, byte @Nullable [] after) {}

  /** Changes one document that the snapshot sees and that matches; null if it is left out. */
  private @Nullable Changed changeOne(
      Matches.Match match,
      DocumentPredicate residual,
      Object[] parameters,
      Change change,
      boolean alwaysWrites) {
    var before = match.document();
    var after = change.apply(before);
    if (after == before && !alwaysWrites) {
      return new Changed(before, after);
    }
    claimCollectionOnce();
    var key = DocumentKey.of(before);
    var place = Place.of(collection, key, match.head());
    while (true) {
      var meeting = contest.obtain(match.head(), wanted(key));
      if (meeting == null || writer.isOwnOfThisStatement(meeting)) {
        return null;
      }
      if (meeting.stale()) {
        var newest = newestMatch(meeting, residual, parameters);
        if (newest == null) {
          return null;
        }
        before = newest;
        after = change.apply(before);
      }
      if (writer.write(place, meeting, after)) {
        uniqueClaims.claim(before, after);
        return new Changed(before, after);
      }
    }
  }

  private static byte @Nullable [] newestMatch(
      Meeting meeting, DocumentPredicate residual, Object[] parameters) {
    var newest = meeting.live();
    return newest == null
            || newest.document() == null
            || !residual.test(newest.document(), parameters)
        ? null
        : newest.document();
  }

  private Wanted wanted(DocumentKey key) {
    return new Wanted(collection.namespace(), key, true);
  }

  void insert(byte[] document) {
    collection.checked(document);
    claimCollectionOnce();
    var key = DocumentKey.of(document);
    var tracking =
        ReadTracking.of(
            writer.core(),
            writer.snapshot(),
            collection.store(),
            Access.key(key),
            DocumentPredicate.ALWAYS,
            NO_PARAMETERS);
    while (true) {
      var head = collection.store().headFor(key);
      tracking.visited(head, writer.snapshot().visible(head, writer.core().timestamps()));
      var meeting =
          Objects.requireNonNull(
              insertContest.obtain(head, wanted(key), found -> refuseDuplicate(found, key)));
      if (writer.write(Place.of(collection, key, head), meeting, document)) {
        uniqueClaims.claim(null, document);
        stats.inserted++;
        return;
      }
    }
  }

  private void refuseDuplicate(Meeting found, DocumentKey key) {
    if (Duplicates.isCertain(found, writer, insertContest.reaction())) {
      throw Duplicates.error(collection, key);
    }
  }

  private void claimCollectionOnce() {
    if (!claimed) {
      claimed = true;
      claimCollection.run();
    }
  }

  /** The documents that match, in order. */
  static final class Matches {
    private final ClaimingWriter writer;
    private final Candidates candidates;
    private final DocumentPredicate residual;
    private final Object[] parameters;
    private final ReadTracking tracking;
    private java.util.Iterator<Match> sorted = java.util.Collections.emptyIterator();
    private final boolean ordered;

    record Match(Head head, byte[] document) {}

    Matches(
        ClaimingWriter writer,
        Collection collection,
        Access access,
        DocumentPredicate residual,
        Object[] parameters,
        Optional<Comparator<byte[]>> order) {
      this.writer = writer;
      this.residual = residual;
      this.parameters = parameters;
      tracking =
          ReadTracking.of(
              writer.core(), writer.snapshot(), collection.store(), access, residual, parameters);
      candidates = Candidates.of(access, parameters, collection, order); // as in Reads
      writer.statement().stats().planSummary = candidates.summary();
      ordered = order.isPresent() && !candidates.isOrdered();
      if (ordered) {
        sort(order.get());
      }
    }

    private void sort(Comparator<byte[]> order) {
      var all = new ArrayList<Match>();
      var memory = new SortMemory(writer.core());
      writer.core().counters().scanAndOrder.increment();
      for (var match = scan(); match != null; match = scan()) {
        memory.hold(match.document());
        all.add(match);
      }
      all.sort(Comparator.comparing(Match::document, order));
      sorted = all.iterator();
    }

    @Nullable Match next() {
      if (!ordered) {
        return scan();
      }
      return sorted.hasNext() ? sorted.next() : null;
    }

    private @Nullable Match scan() {
      var stats = writer.statement().stats();
      var counters = writer.core().counters();
      for (var head = candidates.next(); head != null; head = candidates.next()) {
        if ((++stats.docsExamined & 127) == 0) {
          writer.statement().checkAlive();
        }
        counters.documentsScanned.increment();
        if (candidates.isByKey()) {
          stats.keysExamined++;
          counters.keysScanned.increment();
        }
        var version = writer.snapshot().visible(head, writer.core().timestamps());
        tracking.visited(head, version);
        if (version != null
            && version.document() != null
            && candidates.isFor(head, version.document())
            && residual.test(version.document(), parameters)) {
          return new Match(head, version.document());
        }
      }
      return null;
    }
  }
}

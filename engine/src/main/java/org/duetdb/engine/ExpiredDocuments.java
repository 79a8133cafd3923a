package org.duetdb.engine;

import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.Statements;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.index.DateEntries;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.IndexSet;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;

/**
 * Deletes the documents of which an expiring index says that they are too old: from the oldest on,
 * each by itself. It runs on the timer's thread and therefore waits for nobody: a document or
 * collection that somebody has a claim on stays until the next time.
 */
final class ExpiredDocuments {
  private static final StatementSettings SETTINGS =
      StatementSettings.document("ttl", BsonDocument::new)
          .withPolicy(Optional.of(ConflictPolicy.NOWAIT));
  private static final Object[] NO_PARAMETERS = {};

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** How many documents one index may lose in one pass, so that other timers have their turn. */
  private static final int MOST_PER_PASS = 10_000;

  private final Core core;
  private final Statements statements;

  ExpiredDocuments(Core core, Statements statements) {
    this.core = core;
    this.statements = statements;
  }

  /** Deletes what has expired by now, and says when to look again. */
  void delete() {
    core.counters().ttlPasses.increment();
    long next = Long.MAX_VALUE;
    for (var collection : core.catalog().definitions()) {
      if (core.catalog().newest(collection.descriptor().namespace()) == collection) {
        next = Math.min(next, delete(collection));
      }
    }
    if (next != Long.MAX_VALUE) {
      core.expiry().notBefore(next);
    }
  }

  /** Returns the nanoseconds until a document of the collection expires; at most the maximum. */
  private long delete(Collection collection) {
    long next = Long.MAX_VALUE;
    for (var definition : collection.indexes()) {
      var age = definition.descriptor().expireAfter();
      var index = IndexSet.of(collection.store()).index(definition.id());
      if (age.isPresent() && index != null) {
        next = Math.min(next, delete(collection, index, age.get()));
      }
    }
    return next;
  }

  private long delete(Collection collection, Index index, Duration age) {
    var dates = new DateEntries(index);
    long now = core.time().now().toEpochMilli();
    long newest = now - age.toMillis();
    boolean isLeft = false;
    int deleted = 0;
    for (var entry : dates.inOrder()) {
      var version = Snapshot.newestCommitted(entry.getValue(), core.timestamps());
      var document = version == null ? null : version.document();
      if (document == null || !index.has(document, entry.getKey())) {
        continue;
      }
      long date = dates.date(entry.getKey());
      if (date > newest) {
        return isLeft ? 0 : nanosUntil(date, newest);
      }
      if (deleted == MOST_PER_PASS) {
        return 0;
      }
      boolean gone = delete(collection, dates, document, newest);
      deleted += gone ? 1 : 0;
      isLeft |= !gone;
    }
    return isLeft ? 0 : Long.MAX_VALUE;
  }

  /** As long as can be said: nobody waits for longer. */
  private static long nanosUntil(long date, long newest) {
    boolean isFar = date - Long.MAX_VALUE / 2 / NANOS_PER_MILLI > newest;
    return isFar ? Long.MAX_VALUE / 2 : (date - newest) * NANOS_PER_MILLI;
  }

  /** Whether the document has gone; not if somebody has a claim on it or on its collection. */
  private boolean delete(Collection collection, DateEntries dates, byte[] document, long newest) {
    var operation =
        DeleteOperation.of(
            collection.descriptor().namespace(),
            Access.key(DocumentKey.of(document)),
            (current, parameters) -> dates.isUpTo(current, newest),
            false);
    try {
      core.counters()
          .ttlDeleted
          .add(statements.delete(SETTINGS, operation, NO_PARAMETERS).deleted());
      return true;
    } catch (DuetException refused) {
      if (refused.code() != ErrorCode.LOCK_TIMEOUT) {
        throw refused;
      }
      return false;
    }
  }
}

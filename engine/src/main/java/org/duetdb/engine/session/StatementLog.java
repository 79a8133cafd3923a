package org.duetdb.engine.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Chance;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.transaction.Statement;

/**
 * What is known of statements under way and just ended: counts them, and hands those that a
 * database's profiler wants to it. Thread-safe.
 */
final class StatementLog {
  /** The namespace of a statement that is not about one collection. */
  static final Namespace NO_NAMESPACE = new Namespace("admin", "cmd");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Counters counters;
  private final Chance chance;
  private final Set<Statement> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicLong begun = new AtomicLong();
  private final Map<String, Level> levels = new ConcurrentHashMap<>();
  private final Profile profile;

  /** Takes the profiler's documents. */
  interface Profile {
    void write(String database, BsonDocument entry);
  }

  private record Level(int level, long slowNanos) {}

  StatementLog(Counters counters, Chance chance, Profile profile) {
    this.counters = counters;
    this.chance = chance;
    this.profile = profile;
  }

  /** Sets a database's profiler: 0 off, 1 slow operations, 2 all. */
  void level(String database, int level, long slowNanos) {
    if (level == 0) {
      levels.remove(database);
    } else {
      levels.put(database, new Level(level, slowNanos));
    }
  }

  /** Whether the database's profiler is on, so that no statement may take the express path. */
  boolean isWatching(Namespace namespace) {
    return !levels.isEmpty() && levels.containsKey(namespace.database());
  }

  void begin(Statement statement) {
    statement.order(begun.incrementAndGet());
    underWay.add(statement);
    if (!levels.isEmpty()) {
      statement.stats().processorNanosBefore = THREADS.getCurrentThreadCpuTime();
    }
  }

  /** Adds a statement's figures to the counters, once, as it ends. */
  void end(Statement statement, String operation, Namespace namespace) {
    underWay.remove(statement);
    var stats = statement.stats();
    counters.writeConflicts.add(stats.writeConflicts);
    counters.inserts.add(stats.inserts);
    counters.queries.add(stats.queries);
    counters.updates.add(stats.updates);
    counters.deletes.add(stats.deletes);
    counters.commands.add(stats.commands);
    if (stats.outOfTime) {
      counters.maxTimeExpired.increment();
    }
    counters.documentsInserted.add(stats.inserted);
    counters.documentsUpdated.add(stats.matched);
    counters.documentsDeleted.add(stats.deleted);
    var level = levels.isEmpty() ? null : levels.get(namespace.database());
    if (level == null || namespace.collection().startsWith("system.")) {
      return;
    }
    long nanos = statement.elapsedNanos();
    if (level.level == 2 || nanos >= level.slowNanos) {
      profile.write(
          namespace.database(),
          ProfileEntry.of(
              chance.objectId(),
              statement,
              operation,
              namespace,
              nanos,
              THREADS.getCurrentThreadCpuTime()));
    }
  }

  /** Those that have begun and not ended, in the order in which they have begun. */
  List<Statement> underWay() {
    return underWay.stream().sorted(Comparator.comparingLong(Statement::order)).toList();
  }
}

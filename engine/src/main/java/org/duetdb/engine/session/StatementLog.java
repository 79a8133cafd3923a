package org.duetdb.engine.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.ProfileSettings;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.transaction.Statement;

/**
 * What is known of statements under way and just ended: counts them, and hands those that a
 * database's profiler wants to it. Thread-safe.
 */
final class StatementLog {
  /** The namespace of a statement that is not about one collection. */
  static final Namespace NO_NAMESPACE = new Namespace("admin", "cmd");

  private static final Object[] NO_PARAMETERS = {};

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Counters counters;
  private final Feed feed;
  private final Chance chance;
  private final Set<Statement> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicLong begun = new AtomicLong();
  private final Map<String, ProfileSettings> profiled = new ConcurrentHashMap<>();
  private final ProfileSettings off;
  private final Profile profile;

  /** Takes the profiler's documents. */
  interface Profile {
    void write(String database, byte[] entry);
  }

  /**
   * @param slowNanos from when on an operation is slow, where a profiler does not say otherwise
   */
  StatementLog(Counters counters, Feed feed, Chance chance, long slowNanos, Profile profile) {
    this.counters = counters;
    this.feed = feed;
    this.chance = chance;
    off = ProfileSettings.off(slowNanos);
    this.profile = profile;
  }

  /** Sets a database's profiler. */
  void profile(String database, ProfileSettings settings) {
    if (settings.level() == 0) {
      profiled.remove(database);
    } else {
      profiled.put(database, settings);
    }
  }

  /** How a database's profiler is set. */
  ProfileSettings profile(String database) {
    return profiled.getOrDefault(database, off);
  }

  /**
   * Whether the deployment has an observer or the database a profiler, so that no statement may
   * take the express path.
   */
  boolean isWatching(Namespace namespace) {
    return feed.isOn() || (!profiled.isEmpty() && profiled.containsKey(namespace.database()));
  }

  void begin(Statement statement, Namespace namespace) {
    statement.begun(begun.incrementAndGet(), namespace.toString());
    underWay.add(statement);
    if (!profiled.isEmpty()) {
      statement.stats().processorNanosBefore = THREADS.getCurrentThreadCpuTime();
    }
  }

  /** Adds a statement's figures to the counters, once, as it ends. */
  void end(Statement statement, String operation, Namespace namespace) {
    underWay.remove(statement);
    var stats = statement.stats();
    count(counters.writeConflicts, stats.writeConflicts);
    count(counters.inserts, stats.inserts);
    count(counters.queries, stats.queries);
    count(counters.updates, stats.updates);
    count(counters.deletes, stats.deletes);
    count(counters.commands, stats.commands);
    if (stats.outOfTime) {
      counters.maxTimeExpired.increment();
    }
    count(counters.documentsInserted, stats.inserted);
    count(counters.documentsUpdated, stats.matched);
    count(counters.documentsDeleted, stats.deleted);
    long nanos = statement.elapsedNanos();
    latency(operation).add(nanos);
    var settings = profiled.isEmpty() ? null : profiled.get(namespace.database());
    if (settings != null && !namespace.collection().startsWith("system.")) {
      profile(settings, statement, operation, namespace, nanos);
    }
  }

  /** Most figures of a statement are zero. */
  private static void count(LongAdder counter, long figure) {
    if (figure != 0) {
      counter.add(figure);
    }
  }

  private LongAdder latency(String operation) {
    return switch (operation) {
      case "query" -> counters.readNanos;
      case "command" -> counters.commandNanos;
      default -> counters.writeNanos;
    };
  }

  private void profile(
      ProfileSettings settings,
      Statement statement,
      String operation,
      Namespace namespace,
      long nanos) {
    boolean mayBe =
        settings.level() == 2
            || settings.filter().isPresent()
            || (nanos >= settings.slowNanos() && isSampled(settings.sampleRate()));
    if (!mayBe) {
      return;
    }
    var entry =
        BsonCodecs.encode(
            ProfileEntry.of(
                chance.objectId(),
                statement,
                operation,
                namespace,
                nanos,
                THREADS.getCurrentThreadCpuTime()));
    if (settings.level() == 2
        || settings.filter().isEmpty()
        || settings.filter().get().test(entry, NO_PARAMETERS)) {
      profile.write(namespace.database(), entry);
    }
  }

  private boolean isSampled(double rate) {
    return rate == 1 || chance.generator().nextDouble() < rate;
  }

  /** Those that have begun and not ended, in the order in which they have begun. */
  List<Statement> underWay() {
    return underWay.stream().sorted(Comparator.comparingLong(Statement::order)).toList();
  }
}

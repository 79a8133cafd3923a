package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.spi.Observation;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.api.spi.Observer;

/**
 * What an observed engine tells of a run, noted while it happens and put in order afterwards.
 * Commits are counted from the run's first step, so that equal runs have equal numbers whatever
 * came before. Thread-safe while it is told; read it when nothing runs any more.
 */
final class Chronicle implements Observer {
  private final Supplier<Moment> clock;
  private final Function<String, Optional<StepRun>> stepOf;
  private final List<Entry> entries = new ArrayList<>();
  private long begun;
  private boolean closed;

  /** Something that was told, and in which step it happened. */
  private record Entry(Moment at, Optional<StepRun> step, Observation told) {}

  /**
   * @param stepOf the step that the session of that name is busy with
   */
  Chronicle(Supplier<Moment> clock, Function<String, Optional<StepRun>> stepOf) {
    this.clock = clock;
    this.stepOf = stepOf;
  }

  @Override
  public synchronized void tell(Observation observation) {
    if (!closed) {
      entries.add(new Entry(clock.get(), stepOf.apply(observation.session()), observation));
    }
  }

  /** The first step is about to begin: what was committed until now is what the setup left. */
  synchronized void begin() {
    begun = entries.stream().mapToLong(Chronicle::commit).max().orElse(0);
  }

  /** What comes now is no part of the run. */
  synchronized void close() {
    closed = true;
  }

  private static long commit(Entry entry) {
    return entry.told instanceof Observation.Version version ? version.timestamp() : 0;
  }

  /** What it says when the run is over. */
  synchronized Told told() {
    var commits = new TreeSet<Long>();
    entries.stream().map(Chronicle::commit).filter(one -> one > begun).forEach(commits::add);
    return new Told(List.copyOf(entries), begun, commits);
  }

  /** The entries of a run that is over. */
  static final class Told {
    private final List<Entry> entries;
    private final long begun;
    private final NavigableSet<Long> commits;

    private Told(List<Entry> entries, long begun, NavigableSet<Long> commits) {
      this.entries = entries;
      this.begun = begun;
      this.commits = commits;
    }

    /** How many commits of the run are not younger than that timestamp. */
    private int commits(long timestamp) {
      return commits.headSet(timestamp, true).size();
    }

    /** What a step read from, without repetitions. */
    List<Reading> readings(StepRun step) {
      var readings = new ArrayList<Reading>();
      for (var entry : entries) {
        if (isOf(step, entry) && entry.told instanceof Observation.Read read) {
          var reading = new Reading(entry.at, read.scope(), commits(read.timestamp()));
          if (readings.isEmpty() || !readings.get(readings.size() - 1).isAs(reading)) {
            readings.add(reading);
          }
        }
      }
      return readings;
    }

    /** Which commits of the run a step has made. */
    List<Integer> commits(StepRun step) {
      return entries.stream()
          .filter(entry -> isOf(step, entry) && commit(entry) > 0)
          .map(entry -> commits(commit(entry)))
          .distinct()
          .toList();
    }

    /** How often a step was tried again, equal attempts in a row as one. */
    List<Retry> retries(StepRun step) {
      var retries = new ArrayList<Retry>();
      for (var entry : entries) {
        if (isOf(step, entry)) {
          retry(entry).ifPresent(retry -> add(retry, retries));
        }
      }
      return retries;
    }

    private static void add(Retry retry, List<Retry> retries) {
      int last = retries.size() - 1;
      if (last >= 0 && retries.get(last).isAs(retry)) {
        retries.set(last, retries.get(last).plus(1));
      } else {
        retries.add(retry);
      }
    }

    private static Optional<Retry> retry(Entry entry) {
      if (entry.told instanceof Observation.Retry retry) {
        long pause = retry.pause().toMillis();
        return Optional.of(
            new Retry(entry.at, because(retry.conflict()), 1, pause, retry.woken(), false));
      }
      if (entry.told instanceof Observation.TransactionRetry retry) {
        var failure = Failures.of(retry.failure()).describe();
        return Optional.of(new Retry(entry.at, failure, 1, retry.pause().toMillis(), false, true));
      }
      return Optional.empty();
    }

    /** A conflict without its times, which are those of the clock. */
    private static String because(Conflict conflict) {
      return (conflict.document().isEmpty() ? conflict.namespace() : conflict.document())
          + (conflict.committed() ? " committed after the snapshot" : " claimed")
          + conflict.holder().map(who -> " by " + who).orElse("");
    }

    private static boolean isOf(StepRun step, Entry entry) {
      return entry.step.filter(one -> one == step).isPresent();
    }

    /**
     * The versions of all documents that the run has seen, in the order in which they were written.
     * What a transaction has overwritten itself is left out, and what the setup has overwritten.
     */
    List<DocumentVersion> versions() {
      var versions = new ArrayList<DocumentVersion>();
      for (var entry : entries) {
        if (entry.told instanceof Observation.Version told) {
          var version = version(entry, told);
          if (told.state() == State.COMMITTED && told.timestamp() <= begun) {
            versions.removeIf(version::isOfSameDocument);
            versions.add(version);
          } else {
            add(version, versions);
          }
        }
      }
      return versions;
    }

    private DocumentVersion version(Entry entry, Observation.Version told) {
      return new DocumentVersion(
          told.namespace().substring(told.namespace().indexOf('.') + 1),
          told.document(),
          told.content().map(Row::of),
          told.session(),
          entry.step.map(StepRun::name),
          told.state(),
          commits(told.timestamp()),
          entry.at);
    }

    private static void add(DocumentVersion version, List<DocumentVersion> versions) {
      int open = version.state() == State.OPEN ? -1 : lastOpen(version, versions);
      if (open >= 0) {
        versions.set(open, versions.get(open).decided(version));
        if (version.state() == State.COMMITTED) {
          versions.removeIf(version::overwrites);
        }
      } else if (version.state() != State.UNDONE) {
        versions.add(version);
      }
    }

    private static int lastOpen(DocumentVersion version, List<DocumentVersion> versions) {
      for (int i = versions.size() - 1; i >= 0; i--) {
        if (version.overwrites(versions.get(i))) {
          return i;
        }
      }
      return -1;
    }
  }
}

package org.duetdb.engine.transaction;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The transactions that have committed last while somebody had a snapshot: so that an error can
 * name who has overtaken it, although versions forget their writers. Bounded; thread-safe, without
 * locks.
 */
final class RecentCommits {
  /** How many are remembered; a power of two. */
  static final int KEPT = 1024;

  private final AtomicReferenceArray<Committed> commits = new AtomicReferenceArray<>(KEPT);
  private final AtomicInteger next = new AtomicInteger();

  void add(Committed commit) {
    commits.set(next.getAndIncrement() & (KEPT - 1), commit);
  }

  /** Who has committed at that timestamp, if it is remembered. */
  Optional<Committed> at(long timestamp) {
    for (int i = 0; i < KEPT; i++) {
      var commit = commits.get(i);
      if (commit != null && commit.timestamp() == timestamp) {
        return Optional.of(commit);
      }
    }
    return Optional.empty();
  }

  /**
   * One of them.
   *
   * @param timestamp of its commit
   * @param label the session's name
   * @param statementText its last statement
   * @param since when it began
   */
  record Committed(long timestamp, String label, String statementText, Instant since) {}
}

package org.duetdb.engine.mvcc;

import org.jspecify.annotations.Nullable;

/**
 * What one statement sees: everything committed up to its timestamp, and the earlier statements of
 * its own writer. Immutable. The chain below it must be protected by {@link LiveSnapshots} while it
 * is read.
 *
 * @param timestamp the newest commit that it sees
 * @param self whose own versions it sees; null for a reader without a transaction
 * @param statement the number of the statement that looks; it does not see its own versions (no
 *     Halloween problem)
 */
public record Snapshot(long timestamp, @Nullable Writer self, int statement) {
  /**
   * The visibility rule. Pure.
   *
   * @param timestamp the snapshot's timestamp
   * @param statement the statement that looks
   * @param own whether the version belongs to the looking transaction
   * @param versionStatement the statement that wrote the version
   * @param versionTimestamp {@link Version#UNCOMMITTED}, {@link Version#DEAD}, or when it was
   *     committed
   */
  public static boolean isVisible(
      long timestamp, int statement, boolean own, int versionStatement, long versionTimestamp) {
    if (own) {
      return versionStatement < statement;
    }
    return versionTimestamp > 0 && versionTimestamp <= timestamp;
  }

  /** The version of a head that it sees; null if it sees none. A tombstone is a version. */
  public @Nullable Version visible(Head head, Timestamps timestamps) {
    var version = head.state().newest();
    while (version != null && !sees(version, timestamps)) {
      version = version.older();
    }
    return version;
  }

  private boolean sees(Version version, Timestamps timestamps) {
    long committed = version.timestamp(timestamps);
    boolean own = committed == Version.UNCOMMITTED && self != null && version.writer() == self;
    return isVisible(timestamp, statement, own, version.statement(), committed);
  }

  /** The newest committed version of a head, without a snapshot; null if there is none. */
  public static @Nullable Version newestCommitted(Head head, Timestamps timestamps) {
    while (true) {
      var top = head.state().newest();
      var version = top;
      while (version != null && version.timestamp(timestamps) <= 0) {
        version = version.older();
      }
      if (version != null || top == null || top.timestamp(timestamps) <= 0) {
        return version;
      }
      // The top was uncommitted when it was passed, has committed since, and what lay under it is
      // pruned: look again.
    }
  }
}

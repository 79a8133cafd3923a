package org.duetdb.tools.history;

import java.util.EnumSet;
import java.util.Set;
import org.duetdb.api.IsolationLevel;

/** What must not happen, in Adya's names where he has one, and from which level on. */
enum Anomaly {
  /** A transaction does not see its own write. */
  INTERNAL(IsolationLevel.READ_COMMITTED),
  /** A read shows what nobody wrote, or a list that is no beginning of the list. */
  GARBAGE(IsolationLevel.READ_COMMITTED),
  /** A committed write has left no version. */
  LOST_WRITE(IsolationLevel.READ_COMMITTED),
  /** A cycle of writes: a dirty write. */
  G0(IsolationLevel.READ_COMMITTED),
  /** A read of, or a version from, a transaction that aborted. */
  G1A(IsolationLevel.READ_COMMITTED),
  /** A read of a version that its writer overwrote. */
  G1B(IsolationLevel.READ_COMMITTED),
  /** A cycle of writes and of reads of what was written. */
  G1C(IsolationLevel.READ_COMMITTED),
  /** Two transactions read the same version of a key, and both wrote the key. */
  LOST_UPDATE(IsolationLevel.REPEATABLE_READ),
  /** A cycle with exactly one anti-dependency: read skew. */
  G_SINGLE(IsolationLevel.REPEATABLE_READ),
  /**
   * A cycle with several anti-dependencies, no two of them in a row: what a snapshot prevents too.
   */
  G_NONADJACENT(IsolationLevel.REPEATABLE_READ),
  /** A cycle with several anti-dependencies, all on keys that were read by name: write skew. */
  G2_ITEM(IsolationLevel.SERIALIZABLE),
  /** A cycle with several anti-dependencies, one of them on a condition: phantoms. */
  G2(IsolationLevel.SERIALIZABLE);

  private final IsolationLevel forbiddenFrom;

  Anomaly(IsolationLevel forbiddenFrom) {
    this.forbiddenFrom = forbiddenFrom;
  }

  /** What {@code level} promises that it prevents. */
  static Set<Anomaly> forbiddenAt(IsolationLevel level) {
    var forbidden = EnumSet.noneOf(Anomaly.class);
    for (var anomaly : values()) {
      if (anomaly.forbiddenFrom.compareTo(level) <= 0) {
        forbidden.add(anomaly);
      }
    }
    return forbidden;
  }
}

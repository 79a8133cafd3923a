package org.duetdb.tools.history;

/**
 * Why one transaction comes before another one.
 *
 * @param from the index of the earlier one
 * @param to the index of the later one
 * @param key what both touched; empty for {@link Kind#REAL_TIME}
 * @param byPredicate whether the read was by a condition
 */
record Dependency(int from, int to, Kind kind, String key, boolean byPredicate) {
  /** What the two did. */
  enum Kind {
    /** The later one overwrote what the earlier one wrote. */
    WRITE,
    /** The later one read what the earlier one wrote. */
    READ,
    /** The later one overwrote what the earlier one read. */
    ANTI,
    /** The earlier one had ended when the later one began. */
    REAL_TIME
  }

  boolean isAnti() {
    return kind == Kind.ANTI;
  }

  /** In words, with the transactions' names. */
  String describe(String earlier, String later) {
    return switch (kind) {
      case WRITE -> later + " overwrote " + earlier + "'s " + key;
      case READ -> later + " saw " + earlier + "'s " + key;
      case ANTI -> earlier + " did not see " + later + "'s " + key + (byPredicate ? "*" : "");
      case REAL_TIME -> later + " began after " + earlier + "'s end";
    };
  }
}

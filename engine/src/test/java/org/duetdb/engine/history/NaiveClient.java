package org.duetdb.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A client as the naive model sees it. */
final class NaiveClient {
  /** Where it stands. */
  enum Level {
    AUTOCOMMIT,
    READ_COMMITTED,
    REPEATABLE_READ
  }

  /**
   * What its transaction has done so far.
   *
   * @param own what it has written: the value, or nothing for a deletion
   * @param claims what it has written or locked
   */
  record Changes(Map<Integer, Optional<Integer>> own, Set<Integer> claims) {
    Changes() {
      this(new TreeMap<>(), new TreeSet<>());
    }

    Changes copy() {
      return new Changes(new TreeMap<>(own), new TreeSet<>(claims));
    }
  }

  final String name;
  final boolean ofDocuments;
  final List<Changes> savepoints = new ArrayList<>();
  Level level = Level.AUTOCOMMIT;
  boolean failed;
  Changes changes = new Changes();

  /** What REPEATABLE READ reads: everything as it was at its first statement. */
  Optional<Map<Integer, Integer>> snapshot = Optional.empty();

  /** How many commits there had been at that time. */
  long snapshotAt;

  /** The statement that waits. */
  Optional<Step> pending = Optional.empty();

  NaiveClient(String name, boolean ofDocuments) {
    this.name = name;
    this.ofDocuments = ofDocuments;
  }

  boolean isInTransaction() {
    return level != Level.AUTOCOMMIT;
  }

  boolean keepsSnapshot() {
    return level == Level.REPEATABLE_READ;
  }

  void begin(Level chosen) {
    level = chosen;
    failed = false;
    changes = new Changes();
    snapshot = Optional.empty();
    savepoints.clear();
  }

  @Override
  public String toString() {
    return name;
  }
}

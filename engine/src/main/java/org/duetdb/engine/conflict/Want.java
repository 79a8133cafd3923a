package org.duetdb.engine.conflict;

/** What somebody wants of a head, and so who keeps it out. */
public enum Want {
  /** To read a collection: kept out only by a lock on it that keeps readers out. Claims nothing. */
  READ,
  /** A claim beside other shared ones. */
  SHARED,
  /** A claim alone. */
  EXCLUSIVE;

  /** A claim, which keeps out all others or not. */
  public static Want claim(boolean exclusive) {
    return exclusive ? EXCLUSIVE : SHARED;
  }
}

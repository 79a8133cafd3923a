package org.duetdb.sql.execute;

/**
 * Thrown out of an attempt that has met a row which was committed after its snapshot and which the
 * engine does not lead it to: the statement is undone and runs again on a fresh snapshot.
 */
final class StaleSnapshot extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleSnapshot(String what) {
    super(what + " was committed after the statement's snapshot", null, false, false);
  }
}

package org.duetdb.driver;

import org.jspecify.annotations.Nullable;

/**
 * The result sets of a connection that still read from a snapshot, so that the end of the
 * connection can close them. A list through the result sets themselves: joining and leaving cost
 * nothing that a point select would notice. Guarded by the connection's {@link Turn}.
 */
final class OpenResults {
  private @Nullable StreamingResultSet first;

  void add(StreamingResultSet results) {
    results.younger = null;
    results.older = first;
    if (first != null) {
      first.younger = results;
    }
    first = results;
  }

  void remove(StreamingResultSet results) {
    var younger = results.younger;
    var older = results.older;
    if (younger != null) {
      younger.older = older;
    } else if (first == results) {
      first = older;
    }
    if (older != null) {
      older.younger = younger;
    }
    results.younger = null;
    results.older = null;
  }

  /**
   * Prepares for the end of the transaction that they may read from: each is closed, or read to its
   * end into memory if it was made to be held.
   */
  void beforeCommit() {
    for (var results = first; results != null; ) {
      var next = results.older;
      results.beforeCommit();
      results = next;
    }
  }

  /** Closes them all. */
  void closeAll() {
    for (var results = first; results != null; results = first) {
      results.release();
    }
  }
}

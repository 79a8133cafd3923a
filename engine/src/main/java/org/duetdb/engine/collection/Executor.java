package org.duetdb.engine.collection;

import org.duetdb.engine.retry.Attempts;

/**
 * How a document comes to be written outside a transaction. MongoDB has an executor for each, and
 * they differ in how they number the attempts and in what they count as examined.
 */
enum Executor {
  /** By {@code _id}, straight to the document. */
  EXPRESS(0, true, true),
  /** By {@code _id}, as part of something larger, such as an upsert. */
  BY_ID(1, true, true),
  /** Found by a key in a snapshot before, and examined there. */
  FOUND_BY_KEY(1, false, true),
  /** Found by a scan in a snapshot before, and examined there. */
  FOUND_BY_SCAN(1, false, false);

  private final int firstAttempt;
  private final boolean examinesFirst;
  private final boolean readsKey;

  Executor(int firstAttempt, boolean examinesFirst, boolean readsKey) {
    this.firstAttempt = firstAttempt;
    this.examinesFirst = examinesFirst;
    this.readsKey = readsKey;
  }

  /** Attempts at one document, that begin now. */
  Attempts attempts(long nanos) {
    return Attempts.from(firstAttempt, nanos);
  }

  /** Whether the first attempt examines the document, and not only those after a conflict. */
  boolean examinesFirst() {
    return examinesFirst;
  }

  /** Whether looking at the document reads a key of an index. */
  boolean readsKey() {
    return readsKey;
  }
}

package org.duetdb.api.conflict;

/** What follows when a request meets a document or key. */
public enum Verdict {
  /** No conflict: install the version or the intent. */
  PROCEED,
  /** Wait for the rival's claim to go, then judge again. */
  WAIT,
  /** Read the newest version of the document, check the predicate again, apply again. */
  RETRY_DOCUMENT,
  /** Undo the statement, take a fresh snapshot, run it again. */
  RETRY_STATEMENT,
  /** Fail with 112 (SQLSTATE 40001); the transaction is dead. */
  CONFLICT,
  /** Fail with 24 (SQLSTATE 55P03); the statement is undone. */
  UNAVAILABLE,
  /** Leave the document out. */
  SKIP
}

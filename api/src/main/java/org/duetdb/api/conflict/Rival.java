package org.duetdb.api.conflict;

/** Who else has a live claim on the document or key that a request wants. */
public enum Rival {
  /** Nobody, or only the requester itself. */
  NONE,
  /**
   * A lock intent, without a version: FOR UPDATE, findOneForUpdate, LOCK TABLE, or somebody ahead
   * in the queue.
   */
  INTENT,
  /** An uncommitted version. */
  UNCOMMITTED
}

package org.duetdb.api.conflict;

/**
 * What of a request the engine may run again, because nothing of it has left the engine yet. This
 * is what the isolation level and the language decide.
 */
public enum RetryUnit {
  /**
   * The one document: an autocommit write of the document API. Other documents of the statement
   * stay as they are.
   */
  DOCUMENT,
  /** The whole statement, on a fresh snapshot: autocommit SQL, and READ COMMITTED. */
  STATEMENT,
  /**
   * Nothing, because the application has acted on what it read: REPEATABLE READ, SERIALIZABLE,
   * document transactions.
   */
  NOTHING
}

package org.duetdb.api.spi;

import java.time.Duration;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.DuetException;

/**
 * One thing that an {@link Observer} is told. Timestamps are the deployment's own count of commits:
 * a snapshot sees the versions whose timestamps are not greater than its own.
 */
public sealed interface Observation {
  /** The label of the session whose statement it is. */
  String session();

  /** How long the state lasts that a statement reads from. */
  enum Scope {
    /** One snapshot serves the whole transaction. */
    TRANSACTION,
    /** The attempt of the statement has a snapshot of its own. */
    STATEMENT,
    /** There is no snapshot: it reads the newest committed version of one document. */
    NEWEST
  }

  /**
   * An attempt of a statement begins to read.
   *
   * @param timestamp of the snapshot; of now if there is none
   */
  record Read(String session, Scope scope, long timestamp) implements Observation {}

  /**
   * A statement has met a conflict, and tries again from now on.
   *
   * @param conflict what was in the way
   * @param pause how long it has waited since; zero if it tries again at once
   * @param woken whether it was woken because the rival has ended; else only the time was up
   */
  record Retry(String session, Conflict conflict, Duration pause, boolean woken)
      implements Observation {}

  /**
   * {@link org.duetdb.api.Session#withTransaction} runs its whole transaction again from now on.
   *
   * @param failure with which the attempt before has failed
   * @param pause how long it has waited since
   */
  record TransactionRetry(String session, DuetException failure, Duration pause)
      implements Observation {}

  /** What a version has become. */
  enum State {
    /** Its transaction is still open: only that sees it. */
    OPEN,
    /** It is committed. */
    COMMITTED,
    /**
     * It is gone: the statement or the transaction that wrote it was undone. Of a transaction that
     * has died this is not told where a rival has replaced its version in the same moment.
     */
    UNDONE
  }

  /**
   * A version of a document, when it is written and when that is decided. What a statement outside
   * of transactions writes is committed at once.
   *
   * @param namespace {@code database.collection}
   * @param document its key as text
   * @param content empty if the document is deleted
   * @param timestamp if it is committed; else 0
   */
  record Version(
      String session,
      String namespace,
      String document,
      Optional<BsonDocument> content,
      State state,
      long timestamp)
      implements Observation {}
}

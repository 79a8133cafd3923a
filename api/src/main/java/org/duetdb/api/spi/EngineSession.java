package org.duetdb.api.spi;

import java.util.Optional;
import java.util.UUID;
import org.duetdb.api.error.DuetException;

/**
 * A session: at most one transaction at a time. Safe for several threads, which take turns; {@link
 * #cancel}, {@link #waiting} and {@link #state} answer at once from any thread.
 */
public interface EngineSession extends Statements, AutoCloseable {
  /** The logical session id. */
  UUID id();

  /** The name that errors and views show for this session. */
  String label();

  /** Changes {@link #label}. */
  void label(String label);

  /** What the session's transaction can do. */
  enum State {
    /** There is none: statements commit by themselves. */
    AUTOCOMMIT,
    /** It is open. */
    ACTIVE,
    /** It has failed or was cancelled; its claims are gone; it can only be rolled back. */
    FAILED
  }

  /** What its transaction can do just now. */
  State state();

  /**
   * Begins a transaction. Its snapshot is taken by its first statement.
   *
   * @return its number, counted up per session
   */
  long begin(TransactionSettings settings);

  /** The number of the current or latest transaction or retryable write; 0 if there was none. */
  long transactionNumber();

  /** The settings of the open or failed transaction. */
  Optional<TransactionSettings> transaction();

  /** Why the transaction is {@link State#FAILED}. */
  Optional<DuetException> failure();

  /**
   * Commits. A failed transaction is not ended by this: it answers with an error until {@link
   * #rollback}.
   *
   * @param language whose error to answer with
   */
  void commit(StatementSettings.Language language);

  /** Rolls back; does nothing without a transaction. Never fails. */
  void rollback();

  /** Marks a point inside the transaction to which {@link #rollbackTo} returns. */
  Savepoint savepoint();

  /**
   * Undoes what was done after the savepoint and gives up the claims taken after it; the savepoint
   * stays.
   */
  void rollbackTo(Savepoint savepoint);

  /** A point in a transaction. */
  interface Savepoint {}

  /** Ends the statement under way with 11601, also when it waits. Does nothing if there is none. */
  void cancel();

  /** Whom the session's statement waits for just now. */
  Optional<Waiting> waiting();

  /** Rolls back and ends the session, also when a statement of it waits. Idempotent. */
  @Override
  void close();
}

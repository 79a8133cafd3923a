package org.duetdb.api;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * A session: at most one transaction at a time, and a name. Collections reached through {@link
 * #database} belong to it. Threads on it take turns.
 *
 * <p>A session that nobody has used for {@link DeploymentOption#SESSION_TIMEOUT} gives up what it
 * holds: its transaction is aborted, which its next operation tells with 251. It can be used again.
 *
 * <p>A transaction sees one snapshot, taken at its first operation, and its own writes. Any failed
 * operation aborts it. It is aborted when it is older than the deployment's {@code
 * transactionLifetime}.
 */
public interface Session extends AutoCloseable {
  /** The logical session id. */
  UUID id();

  /** A database whose operations run in this session. */
  Database database(String name);

  /** Starts a transaction as MongoDB's: one snapshot, and a conflict fails at once. */
  void startTransaction();

  /**
   * Starts a transaction. Its snapshot is taken by its first operation.
   *
   * @throws org.duetdb.api.error.DuetException 20 if one is in progress
   */
  void startTransaction(TransactionOptions options);

  /**
   * Commits; repeating a commit that has succeeded does nothing. After an error with the label
   * {@code RetryableWriteError} it is repeated once, as by MongoDB's drivers.
   *
   * @throws org.duetdb.api.error.DuetException 251 if the transaction has been aborted; one with
   *     the label {@code UnknownTransactionCommitResult} if the commit was not answered and may be
   *     repeated
   */
  void commitTransaction();

  /**
   * Aborts. An error of the abort itself is swallowed, because the transaction is gone either way.
   */
  void abortTransaction();

  /** Whether a transaction was started and neither committed nor aborted by the caller. */
  boolean hasActiveTransaction();

  /**
   * Runs {@code body} in a transaction and commits it, again from the start after a transient
   * error, with MongoDB's back-off (5 ms × 1.5<sup>k</sup>, at most 500 ms, times a random share)
   * and for at most 120 s. A commit whose outcome is not known is repeated alone, with the same
   * back-off and within the same time.
   *
   * <p>A body that swallows an error which has aborted the transaction, a duplicate key for
   * example, makes its commit fail as transient, and so runs again until the time is up. A body
   * that commits or aborts by itself is not run again.
   *
   * @throws org.duetdb.api.error.DuetException what the body or the commit failed with, if that is
   *     not transient; 50 with the last transient error as its cause, and with its labels, when the
   *     time is up
   */
  <R> R withTransaction(Supplier<R> body);

  /** The same with options for each attempt. */
  <R> R withTransaction(Supplier<R> body, TransactionOptions options);

  /** Aborts an open transaction and ends the session. Idempotent. */
  @Override
  void close();
}

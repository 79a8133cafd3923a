package org.duetdb.engine.session;

import java.util.Optional;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.EngineSession.Savepoint;
import org.duetdb.api.spi.EngineSession.State;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A session's transaction, at most one at a time, and what its users are told of its failure.
 * Changes only in the session's turn; any thread may ask how it stands.
 */
final class SessionTransaction {
  private static final Set<String> TRANSIENT = Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR);

  private final Core core;
  private volatile @Nullable Transaction open;
  private volatile @Nullable DuetException failure;
  private volatile long number;
  private boolean failureReported;
  private boolean commitDone;
  private @Nullable DuetException unknown;

  SessionTransaction(Core core) {
    this.core = core;
  }

  /** The transaction, which may have failed; null if there is none. */
  @Nullable Transaction current() {
    return open;
  }

  State state() {
    var current = open;
    if (current == null) {
      return State.AUTOCOMMIT;
    }
    return current.isLive() ? State.ACTIVE : State.FAILED;
  }

  Optional<TransactionSettings> settings() {
    return Optional.ofNullable(open).map(Transaction::settings);
  }

  Optional<DuetException> failure() {
    return Optional.ofNullable(failure);
  }

  long number() {
    return number;
  }

  /** Draws a number for a write that could be retried by it. Only in the session's turn. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // the turn makes it one writer
  long nextNumber() {
    commitDone = false;
    return ++number;
  }

  long begin(TransactionSettings settings, String label) {
    if (open != null) {
      throw new DuetException(
          ErrorCode.CONFLICTING_OPERATION_IN_PROGRESS, "Transaction already in progress");
    }
    open = core.transactions().begin(settings, nextNumber(), label);
    failure = null;
    unknown = null;
    failureReported = false;
    return number;
  }

  /** The transaction to commit or to mark a point in, which lives. */
  private Transaction requireAlive(Language language) {
    var current = open;
    if (current == null) {
      throw new DuetException(ErrorCode.NO_SUCH_TRANSACTION, "No transaction started");
    }
    refuseIfFailed(language);
    return current;
  }

  /** Commits; the document language may repeat it, and is told the same. */
  void commit(Language language) {
    if (open == null && commitDone && language == Language.DOCUMENT) {
      return;
    }
    if (unknown != null) {
      throw unknown;
    }
    var current = requireAlive(language);
    boolean committed;
    try {
      committed = core.transactions().commit(current);
    } catch (DuetException victim) {
      if (victim.code() == ErrorCode.COMMIT_OUTCOME_UNKNOWN) {
        unknown = victim;
        throw victim; // because what may have happened cannot be called undone
      }
      core.transactions().abort(current);
      failureReported = true;
      failure = victim;
      throw victim;
    }
    if (!committed) {
      throw refusal(current, language);
    }
    open = null;
    commitDone = true;
  }

  void rollback() {
    var current = open;
    if (current != null) {
      core.transactions().abort(current);
      open = null;
      failure = null;
      unknown = null;
    }
  }

  /** Aborts it for its owner, who is told so when it goes on. */
  void cancel() {
    var current = open;
    if (current != null) {
      core.transactions().abort(current);
    }
  }

  private record Point(Transaction transaction, int statement) implements Savepoint {}

  Savepoint savepoint() {
    var current = requireAlive(Language.SQL);
    return new Point(current, current.statement());
  }

  void rollbackTo(Savepoint savepoint) {
    refuseIfFailed(Language.SQL);
    if (!(savepoint instanceof Point point) || point.transaction != open) {
      throw new DuetException(
          ErrorCode.ILLEGAL_OPERATION, "the savepoint belongs to another transaction");
    }
    core.transactions().undo(point.transaction, point.statement + 1);
  }

  /** Throws if the transaction is dead. */
  void refuseIfFailed(Language language) {
    var current = open;
    if (current != null && !current.isLive()) {
      throw refusal(current, language);
    }
  }

  /** SQL is told the cause once, and then that only a rollback is possible. */
  private DuetException refusal(Transaction current, Language language) {
    if (language == Language.DOCUMENT) {
      var aborted = "Transaction with { txnNumber: " + current.number() + " } has been aborted.";
      return new DuetException(ErrorCode.NO_SUCH_TRANSACTION, aborted, TRANSIENT);
    }
    if (failure == null && !failureReported) {
      failureReported = true;
      failure = cancelled(current);
      return failure;
    }
    var answer =
        new DuetException(
            ErrorCode.IN_FAILED_TRANSACTION,
            "the transaction has failed and nothing of it will happen; commands are refused until"
                + " ROLLBACK");
    if (failure != null) {
      answer.initCause(failure);
    }
    return answer;
  }

  private static DuetException cancelled(Transaction current) {
    return new DuetException(
        ErrorCode.TRANSACTION_CANCELLED,
        "the transaction was cancelled"
            + (current.cause() == Transaction.Cause.LIFETIME
                ? " because it reached its lifetime (option transactionLifetime)"
                : "")
            + " and nothing of it has happened; roll it back and run it again",
        TRANSIENT);
  }

  /** Keeps why the transaction is dead, if it is. */
  void noteFailure(Transaction current, RuntimeException failed) {
    if (current.isLive()) {
      return;
    }
    failureReported = true;
    failure =
        failed instanceof DuetException known
            ? known
            : new DuetException(
                ErrorCode.INTERNAL_ERROR, String.valueOf(failed.getMessage()), failed);
  }
}

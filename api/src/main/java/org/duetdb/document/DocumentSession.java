package org.duetdb.document;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.duetdb.api.Database;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.jspecify.annotations.Nullable;

/**
 * A session of the document language: the state machine of MongoDB's drivers over an engine
 * session.
 */
final class DocumentSession implements Session {
  private final Engine engine;
  private final EngineSession session;
  private final Origin origin;
  private volatile Phase phase = Phase.NONE;
  private @Nullable DuetException commitFailure;
  private boolean unanswered;

  /** What the application has done, whatever has become of the transaction. */
  private enum Phase {
    NONE,
    IN_PROGRESS,
    COMMITTED,
    ABORTED
  }

  DocumentSession(Engine engine, EngineSession session) {
    this.engine = engine;
    this.session = session;
    var statements = new SessionStatements(session, this::used);
    origin = new Origin(engine, statements, Optional.of(session));
  }

  /** An operation outside a transaction makes the one before it a thing of the past. */
  private void used() {
    if (phase == Phase.COMMITTED || phase == Phase.ABORTED) {
      phase = Phase.NONE;
      endOld();
    }
  }

  /**
   * Ends a transaction that the application has done with, but the engine has not: it has failed,
   * or its commit was not answered.
   */
  private void endOld() {
    if (session.state() != EngineSession.State.AUTOCOMMIT) {
      session.rollback();
    }
  }

  @Override
  public UUID id() {
    return session.id();
  }

  @Override
  public Database database(String name) {
    return new NamedDatabase(origin, name);
  }

  @Override
  public void startTransaction() {
    startTransaction(TransactionOptions.DEFAULT);
  }

  @Override
  public void startTransaction(TransactionOptions options) {
    if (hasActiveTransaction()) {
      throw new DuetException(ErrorCode.ILLEGAL_OPERATION, "Transaction already in progress");
    }
    endOld();
    session.begin(
        new TransactionSettings(options.isolation(), options.readOnly(), false, options.policy()));
    commitFailure = null;
    unanswered = false;
    phase = Phase.IN_PROGRESS;
  }

  @Override
  public void commitTransaction() {
    switch (phase) {
      case NONE -> throw new DuetException(ErrorCode.ILLEGAL_OPERATION, "No transaction started");
      case ABORTED ->
          throw new DuetException(
              ErrorCode.ILLEGAL_OPERATION,
              "Cannot call commitTransaction after calling abortTransaction");
      case COMMITTED -> {
        if (canRepeatCommit()) {
          commit();
        } else if (commitFailure != null) {
          throw commitFailure;
        }
      }
      case IN_PROGRESS -> commit();
    }
  }

  /** Whether the commit has failed so that it can be repeated to learn what has become of it. */
  boolean canRepeatCommit() {
    return unanswered;
  }

  /** As drivers do, once, after an error that says that a command may be repeated. */
  private void commitOrRepeat() {
    try {
      session.commit(Language.DOCUMENT);
    } catch (DuetException failed) {
      if (!failed.hasLabel(DuetException.RETRYABLE_WRITE_ERROR)) {
        throw failed;
      }
      session.commit(Language.DOCUMENT);
    }
  }

  private void commit() {
    phase = Phase.COMMITTED;
    commitFailure = null;
    unanswered = false;
    try {
      commitOrRepeat();
    } catch (DuetException failed) {
      commitFailure = failed;
      unanswered =
          failed.hasLabel(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT)
              && session.state() != EngineSession.State.FAILED;
      if (session.state() == EngineSession.State.FAILED) {
        session.rollback(); // so that what comes next is outside the transaction, as in MongoDB
      }
      throw failed;
    }
  }

  @Override
  public void abortTransaction() {
    switch (phase) {
      case NONE -> throw new DuetException(ErrorCode.ILLEGAL_OPERATION, "No transaction started");
      case COMMITTED ->
          throw new DuetException(
              ErrorCode.ILLEGAL_OPERATION,
              "Cannot call abortTransaction after calling commitTransaction");
      case ABORTED ->
          throw new DuetException(
              ErrorCode.ILLEGAL_OPERATION, "Cannot call abortTransaction twice");
      case IN_PROGRESS -> {
        phase = Phase.ABORTED;
        session.rollback();
      }
    }
  }

  @Override
  public boolean hasActiveTransaction() {
    return phase == Phase.IN_PROGRESS;
  }

  @Override
  public <R> R withTransaction(Supplier<R> body) {
    return withTransaction(body, TransactionOptions.DEFAULT);
  }

  @Override
  public <R> R withTransaction(Supplier<R> body, TransactionOptions options) {
    return new TransactionLoop(this, engine).run(body, options);
  }

  /** How errors and views name it. */
  String label() {
    return session.label();
  }

  /** Sleeps in the deployment's time. */
  void sleep(Duration duration) {
    try (var parker = engine.time().parker()) {
      parker.park(engine.time().nanoTime() + duration.toNanos(), "transaction back-off");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DuetException(
          ErrorCode.INTERRUPTED,
          "the thread was interrupted while it waited to run the transaction again",
          interrupted);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}

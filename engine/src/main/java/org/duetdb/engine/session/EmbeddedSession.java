package org.duetdb.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.duetdb.api.Namespace;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.api.spi.Waiting;
import org.duetdb.engine.collection.CollectionClaims;
import org.duetdb.engine.collection.Reads;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A session of the embedded engine. Threads on it take turns; nobody holds the turn's lock while
 * the session is idle.
 */
final class EmbeddedSession implements EngineSession {
  private final Core core;
  private final StatementRunner runner;
  private final StatementLog log;
  private final Runnable refuseIfStopped;
  private final Autocommit autocommit;
  private final UUID id;
  private final Runnable onClose;
  private final Turn turn;
  private final List<StreamingCursor> cursors = new ArrayList<>();
  private final List<SnapshotReader> readers = new ArrayList<>();
  private volatile String label;
  private volatile @Nullable Statement running;
  private volatile @Nullable Transaction transaction;
  private volatile @Nullable DuetException failure;
  private volatile boolean closing;
  private boolean closed;
  private long number;
  private boolean failureReported;

  EmbeddedSession(
      Core core,
      StatementRunner runner,
      StatementLog log,
      Runnable refuseIfStopped,
      UUID id,
      String label,
      Runnable onClose) {
    this.core = core;
    this.runner = runner;
    this.log = log;
    this.refuseIfStopped = refuseIfStopped;
    this.id = id;
    this.label = label;
    this.onClose = onClose;
    turn = new Turn(core.time());
    autocommit = new Autocommit(core, runner, log, refuseIfStopped, () -> this.label, this::track);
  }

  /** Notes the statement under way, or that there is none. */
  private void track(@Nullable Statement statement) {
    running = statement;
    if (statement != null && closing) {
      statement.stop(ErrorCode.INTERRUPTED); // because the close may not have found it
    }
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void label(String chosen) {
    label = chosen;
  }

  @Override
  public State state() {
    var current = transaction;
    if (current == null) {
      return State.AUTOCOMMIT;
    }
    return current.isLive() ? State.ACTIVE : State.FAILED;
  }

  @Override
  public long transactionNumber() {
    return number;
  }

  @Override
  public Optional<TransactionSettings> transaction() {
    return Optional.ofNullable(transaction).map(Transaction::settings);
  }

  @Override
  public Optional<DuetException> failure() {
    return Optional.ofNullable(failure);
  }

  private <R> R inTurn(Supplier<R> work) {
    turn.take();
    try {
      refuseIfStopped.run();
      if (closing) {
        throw new DuetException(ErrorCode.ILLEGAL_OPERATION, "the session is closed");
      }
      return work.get();
    } finally {
      turn.give();
    }
  }

  @Override
  public long begin(TransactionSettings settings) {
    return inTurn(
        () -> {
          if (transaction != null) {
            throw new DuetException(
                ErrorCode.CONFLICTING_OPERATION_IN_PROGRESS, "Transaction already in progress");
          }
          transaction = core.transactions().begin(settings, ++number, label);
          failure = null;
          failureReported = false;
          return number;
        });
  }

  @Override
  public void commit(Language language) {
    inTurn(
        () -> {
          var current = transaction;
          if (current == null) {
            throw new DuetException(ErrorCode.NO_SUCH_TRANSACTION, "No transaction started");
          }
          refuseIfFailed(language);
          closeCursors();
          commit(current, language);
          transaction = null;
          return null;
        });
  }

  private void commit(Transaction current, Language language) {
    boolean committed;
    try {
      committed = core.transactions().commit(current);
    } catch (DuetException victim) {
      if (victim.code() == ErrorCode.COMMIT_OUTCOME_UNKNOWN) {
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
  }

  @Override
  public void rollback() {
    turn.takeSurely();
    try {
      closeCursors();
      var current = transaction;
      if (current != null) {
        core.transactions().abort(current);
        transaction = null;
        failure = null;
      }
    } finally {
      turn.give();
    }
  }

  private void closeCursors() {
    cursors.forEach(StreamingCursor::end);
    cursors.clear();
    readers.forEach(SnapshotReader::close);
    readers.clear();
  }

  /**
   * Throws if the transaction is dead: SQL is told the cause once, and then that only a rollback is
   * possible.
   */
  private void refuseIfFailed(Language language) {
    var current = transaction;
    if (current != null && !current.isLive()) {
      throw refusal(current, language);
    }
  }

  private DuetException refusal(Transaction current, Language language) {
    closeCursors();
    var labels = Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR);
    var aborted = "Transaction with { txnNumber: " + current.number() + " } has been aborted.";
    if (language == Language.DOCUMENT) {
      return new DuetException(ErrorCode.NO_SUCH_TRANSACTION, aborted, labels);
    }
    if (failure == null && !failureReported) {
      failureReported = true;
      failure =
          new DuetException(
              ErrorCode.TRANSACTION_CANCELLED,
              "the transaction was cancelled"
                  + (current.cause() == Transaction.Cause.LIFETIME
                      ? " because it reached its lifetime (option transactionLifetime)"
                      : "")
                  + " and nothing of it has happened; roll it back and run it again",
              labels);
      return failure;
    }
    var answer =
        new DuetException(
            ErrorCode.IN_FAILED_TRANSACTION,
            "the transaction has failed and nothing of it will happen; commands are refused until ROLLBACK");
    if (failure != null) {
      answer.initCause(failure);
    }
    return answer;
  }

  private record Point(Transaction transaction, int statement) implements Savepoint {}

  @Override
  public Savepoint savepoint() {
    return inTurn(
        () -> {
          refuseIfFailed(Language.SQL);
          var current = transaction;
          if (current == null) {
            throw new DuetException(ErrorCode.NO_SUCH_TRANSACTION, "No transaction started");
          }
          return new Point(current, current.statement());
        });
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    inTurn(
        () -> {
          refuseIfFailed(Language.SQL);
          if (!(savepoint instanceof Point point) || point.transaction != transaction) {
            throw new DuetException(
                ErrorCode.ILLEGAL_OPERATION, "the savepoint belongs to another transaction");
          }
          core.transactions().undo(point.transaction, point.statement + 1);
          return null;
        });
  }

  /** Runs a statement in the open transaction. */
  private <R> R inTransaction(
      Transaction current,
      StatementSettings settings,
      String operation,
      Namespace namespace,
      StatementBody<R> body) {
    refuseIfFailed(settings.language());
    var statement = new Statement(settings, core.time(), label);
    track(statement);
    log.begin(statement);
    try {
      return runner.run(statement, current, body);
    } catch (RuntimeException failed) {
      if (!current.isLive()) {
        closeCursors();
      }
      noteFailure(current, failed);
      throw failed;
    } finally {
      track(null);
      log.end(statement, operation, namespace);
      statement.close();
    }
  }

  @Override
  public <R> R execute(StatementSettings settings, StatementBody<R> body) {
    return inTurn(
        () -> {
          var current = transaction;
          return current == null
              ? autocommit.execute(settings, body)
              : inTransaction(current, settings, "command", StatementLog.NO_NAMESPACE, body);
        });
  }

  @Override
  public DocumentCursor find(
      StatementSettings settings, FindOperation operation, Object[] parameters) {
    return inTurn(
        () -> {
          var current = transaction;
          if (current == null) {
            return autocommit.find(settings, operation, parameters);
          }
          if (operation.lock().isPresent()) {
            return inTransaction(
                current,
                settings,
                "query",
                operation.namespace(),
                scope -> scope.find(operation, parameters));
          }
          return stream(current, settings, operation, parameters);
        });
  }

  /** A cursor that outlives its statement: on the transaction's snapshot, or on one of its own. */
  private DocumentCursor stream(
      Transaction current,
      StatementSettings settings,
      FindOperation operation,
      Object[] parameters) {
    refuseIfFailed(settings.language());
    var statement = new Statement(settings, core.time(), label);
    core.transactions().beginStatement(current, statement);
    core.counters().queries.increment();
    track(statement);
    log.begin(statement);
    try {
      var cursor =
          new StreamingCursor(
              open(current, statement, operation, parameters),
              failed -> failStream(current, settings, failed));
      cursors.add(cursor);
      return cursor;
    } catch (RuntimeException failed) {
      failStream(current, settings, failed);
      throw failed;
    } finally {
      track(null);
      log.end(statement, "query", operation.namespace());
      core.transactions().endStatement(current);
      var waiter = statement.waiter();
      if (waiter != null) {
        core.queues().leave(waiter);
      }
      statement.close();
    }
  }

  private DocumentCursor open(
      Transaction current, Statement statement, FindOperation operation, Object[] parameters) {
    var newest = core.catalog().newest(operation.namespace());
    if (newest != null) {
      CollectionClaims.awaitReadable(core, statement, newest);
    }
    var view = view(current);
    statement.checkAlive();
    return new Reads(core)
        .open(
            statement,
            view.snapshot(),
            core.catalog().visible(operation.namespace(), view.snapshot()),
            operation,
            parameters,
            view.giveBack());
  }

  /** A snapshot for reads that outlive their statement, and how to give it back. */
  private record View(Snapshot snapshot, Runnable giveBack) {}

  private View view(Transaction current) {
    if (current.keepsSnapshot()) {
      return new View(core.transactions().snapshot(current), () -> {});
    }
    var own = core.transactions().openSnapshot();
    return new View(
        new Snapshot(own.timestamp(), current, current.statement()),
        () -> core.transactions().close(own));
  }

  @Override
  public DocumentReader reader(StatementSettings settings) {
    return inTurn(
        () -> {
          var current = transaction;
          return current == null ? autocommit.reader(settings) : reader(current, settings);
        });
  }

  private DocumentReader reader(Transaction current, StatementSettings settings) {
    refuseIfFailed(settings.language());
    var statement = new Statement(settings, core.time(), label);
    core.transactions().beginStatement(current, statement);
    core.counters().commands.increment();
    try {
      var view = view(current);
      var reader = new SnapshotReader(core, statement, view.snapshot(), view.giveBack());
      readers.add(reader);
      return new ReaderInTurn(current, settings, reader);
    } finally {
      core.transactions().endStatement(current);
    }
  }

  /** A reader whose transaction must be the session's whenever it opens a cursor. */
  private final class ReaderInTurn implements DocumentReader {
    private final Transaction owner;
    private final StatementSettings settings;
    private final SnapshotReader reader;

    ReaderInTurn(Transaction owner, StatementSettings settings, SnapshotReader reader) {
      this.owner = owner;
      this.settings = settings;
      this.reader = reader;
    }

    @Override
    public DocumentCursor find(FindOperation operation, Object[] parameters) {
      return inTurn(
          () -> {
            try {
              return new StreamingCursor(
                  reader.find(operation, parameters),
                  failed -> failStream(owner, settings, failed));
            } catch (RuntimeException failed) {
              failStream(owner, settings, failed);
              throw failed;
            }
          });
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  /** A read has failed: the transaction is dead if the language or the error says so. */
  private void failStream(
      Transaction current, StatementSettings settings, RuntimeException failed) {
    boolean dead =
        settings.abortsTransaction()
            || (failed instanceof DuetException known
                && StatementRunner.endsTransaction(known.code()));
    if (dead) {
      core.transactions().abort(current);
    }
    noteFailure(current, failed);
  }

  /** Keeps why the transaction is dead, if it is. */
  private void noteFailure(Transaction current, RuntimeException failed) {
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

  @Override
  public InsertOutcome insert(StatementSettings settings, InsertOperation operation) {
    return inTurn(
        () -> {
          var current = transaction;
          if (current == null) {
            countRetryable(settings);
            return autocommit.insert(settings, operation);
          }
          return inTransaction(
              current, settings, "insert", operation.namespace(), scope -> scope.insert(operation));
        });
  }

  @Override
  public UpdateOutcome update(
      StatementSettings settings, UpdateOperation operation, Object[] parameters) {
    return inTurn(
        () -> {
          var current = transaction;
          if (current == null) {
            countRetryable(settings);
            return autocommit.update(settings, operation, parameters);
          }
          return inTransaction(
              current,
              settings,
              "update",
              operation.namespace(),
              scope -> scope.update(operation, parameters));
        });
  }

  @Override
  public DeleteOutcome delete(
      StatementSettings settings, DeleteOperation operation, Object[] parameters) {
    return inTurn(
        () -> {
          var current = transaction;
          if (current == null) {
            countRetryable(settings);
            return autocommit.delete(settings, operation, parameters);
          }
          return inTransaction(
              current,
              settings,
              "remove",
              operation.namespace(),
              scope -> scope.delete(operation, parameters));
        });
  }

  /**
   * A document write in a session has a transaction number of its own, by which it could be
   * retried.
   */
  private void countRetryable(StatementSettings settings) {
    if (settings.language() == Language.DOCUMENT) {
      number++;
    }
  }

  @Override
  public void cancel() {
    stop(ErrorCode.INTERRUPTED);
  }

  /** Ends the statement under way. */
  void stop(ErrorCode why) {
    var statement = running;
    if (statement != null) {
      statement.stop(why);
    }
  }

  @Override
  public Optional<Waiting> waiting() {
    var statement = running;
    var waiter = statement == null ? null : statement.waiter();
    return waiter == null ? Optional.empty() : Optional.ofNullable(core.queues().view(waiter));
  }

  @Override
  public void close() {
    closing = true;
    cancel();
    turn.takeSurely();
    try {
      if (!closed) {
        rollback();
        closed = true;
        onClose.run();
      }
    } finally {
      turn.give();
    }
  }
}

package org.duetdb.engine.session;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.duetdb.api.spi.Statements;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.api.spi.Waiting;
import org.duetdb.engine.fault.CommandFailure;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A session of the embedded engine. Threads on it take turns; nobody holds the turn's lock while
 * the session is idle.
 */
final class EmbeddedSession implements EngineSession {
  private final Core core;
  private final Runnable refuseIfStopped;
  private final Statements autocommit;
  private final InTransaction inTransaction;
  private final Identity identity;
  private final SessionList list;
  private final UseMark mark = new UseMark();
  private final Turn turn;
  private final SessionTransaction transaction;
  private final TransactionCursors cursors;
  private volatile String label;
  private volatile @Nullable Statement running;
  private volatile boolean closing;
  private boolean closed;
  private boolean expired;

  /**
   * Who it is.
   *
   * @param id the logical session id
   * @param place which of all sessions it is
   * @param mayExpire whether it is given up when nobody has used it for long
   */
  record Identity(UUID id, long place, boolean mayExpire) {}

  EmbeddedSession(
      Core core,
      StatementRunner runner,
      StatementLog log,
      IdleCursors idleCursors,
      Runnable refuseIfStopped,
      Identity identity,
      String label,
      SessionList list) {
    this.core = core;
    this.refuseIfStopped = refuseIfStopped;
    this.identity = identity;
    this.label = label;
    this.list = list;
    turn = new Turn(core.time());
    transaction = new SessionTransaction(core);
    cursors = new TransactionCursors(core, transaction, log, this::track, mark);
    autocommit =
        new Autocommit(
            core, runner, log, idleCursors, refuseIfStopped, () -> this.label, this::track);
    inTransaction =
        new InTransaction(
            core, runner, log, transaction, cursors, this::inTurn, () -> this.label, this::track);
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
    return identity.id();
  }

  /** Which of all sessions it is. */
  long place() {
    return identity.place();
  }

  /** Whether it is given up when nobody has used it for long. */
  boolean mayExpire() {
    return identity.mayExpire();
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
    return transaction.state();
  }

  @Override
  public long transactionNumber() {
    return transaction.number();
  }

  @Override
  public Optional<TransactionSettings> transaction() {
    return transaction.settings();
  }

  @Override
  public Optional<DuetException> failure() {
    return transaction.failure();
  }

  private <R> R inTurn(Supplier<R> work) {
    turn.take();
    try {
      refuseIfStopped.run();
      if (closing) {
        throw new DuetException(ErrorCode.ILLEGAL_OPERATION, "the session is closed");
      }
      if (expired) {
        expired = false;
        list.enter(this);
      }
      return work.get();
    } finally {
      giveTurn();
    }
  }

  private void giveTurn() {
    mark.note();
    turn.give();
    list.cameToRest(this);
  }

  /** Whether nobody uses it just now. */
  boolean isAtRest() {
    return turn.isFree();
  }

  /** How often in a row nobody had used it when somebody looked. */
  int unusedLooks() {
    return mark.unusedLooks();
  }

  /**
   * Gives up what it holds: its transaction is aborted, and whoever uses the session again goes on
   * without.
   *
   * @return false if somebody uses it just now
   */
  boolean expire() {
    if (!turn.takeIfFree()) {
      return false;
    }
    try {
      cursors.end();
      transaction.cancel();
      expired = !closed;
      return true;
    } finally {
      turn.give();
    }
  }

  private void inTurnDo(Runnable work) {
    inTurn(
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public long begin(TransactionSettings settings) {
    return inTurn(() -> transaction.begin(settings, label));
  }

  @Override
  public void commit(Language language) {
    inTurnDo(
        () -> {
          inTransaction.refuseIfFailed(language);
          var failure = commitFailure(language);
          if (failure.isPresent() && !failure.get().isDone()) {
            throw failure.get().error();
          }
          cursors.end();
          transaction.commit(language);
          if (failure.isPresent()) {
            throw failure.get().error();
          }
        });
  }

  private Optional<CommandFailure> commitFailure(Language language) {
    return language == Language.DOCUMENT && core.faults().areOn()
        ? core.faults().failure(CommandFailure.COMMIT, label)
        : Optional.empty();
  }

  @Override
  public void rollback() {
    turn.takeSurely();
    try {
      cursors.end();
      transaction.rollback();
    } finally {
      giveTurn();
    }
  }

  @Override
  public Savepoint savepoint() {
    return inTurn(transaction::savepoint);
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    inTurnDo(() -> transaction.rollbackTo(savepoint));
  }

  @Override
  public <R> R execute(StatementSettings settings, StatementBody<R> body) {
    return inTurn(() -> statements().execute(settings, body));
  }

  @Override
  public DocumentCursor find(
      StatementSettings settings, FindOperation operation, Object[] parameters) {
    return inTurn(() -> statements().find(settings, operation, parameters));
  }

  @Override
  public DocumentReader reader(StatementSettings settings) {
    return inTurn(() -> statements().reader(settings));
  }

  @Override
  public InsertOutcome insert(StatementSettings settings, InsertOperation operation) {
    return inTurn(() -> statementsForWrite(settings).insert(settings, operation));
  }

  @Override
  public UpdateOutcome update(
      StatementSettings settings, UpdateOperation operation, Object[] parameters) {
    return inTurn(() -> statementsForWrite(settings).update(settings, operation, parameters));
  }

  @Override
  public DeleteOutcome delete(
      StatementSettings settings, DeleteOperation operation, Object[] parameters) {
    return inTurn(() -> statementsForWrite(settings).delete(settings, operation, parameters));
  }

  private Statements statements() {
    return transaction.current() == null ? autocommit : inTransaction;
  }

  /**
   * A document write outside a transaction has a transaction number of its own, by which it could
   * be retried.
   */
  private Statements statementsForWrite(StatementSettings settings) {
    var chosen = statements();
    if (chosen == autocommit && settings.language() == Language.DOCUMENT) {
      transaction.nextNumber();
    }
    return chosen;
  }

  /** How many cursors of its transaction are neither closed nor read to the end. */
  int openCursors() {
    return cursors.count();
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
        list.leave(this);
      }
    } finally {
      turn.give();
    }
  }
}

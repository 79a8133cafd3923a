package org.duetdb.engine.session;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.EngineSession.State;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.Statements;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a session that has a transaction open, be it alive or dead: the counterpart of
 * {@link Autocommit}. Only in the session's turn.
 */
final class InTransaction implements Statements {
  private final Core core;
  private final StatementRunner runner;
  private final StatementLog log;
  private final SessionTransaction transaction;
  private final TransactionCursors cursors;
  private final TransactionCursors.Turns turns;
  private final Supplier<String> label;
  private final Consumer<@Nullable Statement> track;

  /**
   * @param turns by which its readers take the session's turn
   * @param label the session's name
   * @param track is told of the statement under way, and null when it has ended
   */
  InTransaction(
      Core core,
      StatementRunner runner,
      StatementLog log,
      SessionTransaction transaction,
      TransactionCursors cursors,
      TransactionCursors.Turns turns,
      Supplier<String> label,
      Consumer<@Nullable Statement> track) {
    this.core = core;
    this.runner = runner;
    this.log = log;
    this.transaction = transaction;
    this.cursors = cursors;
    this.turns = turns;
    this.label = label;
    this.track = track;
  }

  /** The transaction, which the session has looked for before it chose these statements. */
  private Transaction current() {
    return Objects.requireNonNull(transaction.current());
  }

  /** Refuses a statement of a dead transaction, whose cursors are of no use any more. */
  void refuseIfFailed(Language language) {
    if (transaction.state() == State.FAILED) {
      cursors.end();
    }
    transaction.refuseIfFailed(language);
  }

  private <R> R run(
      StatementSettings settings, String operation, Namespace namespace, StatementBody<R> body) {
    refuseIfFailed(settings.language());
    var current = current();
    var statement = new Statement(settings, core.time(), label.get());
    track.accept(statement);
    log.begin(statement, namespace);
    try {
      return runner.run(statement, current, body);
    } catch (RuntimeException failed) {
      if (!current.isLive()) {
        cursors.end();
      }
      transaction.noteFailure(current, failed);
      throw failed;
    } finally {
      track.accept(null);
      log.end(statement, operation, namespace);
      statement.close();
    }
  }

  @Override
  public <R> R execute(StatementSettings settings, StatementBody<R> body) {
    return run(settings, "command", StatementLog.NO_NAMESPACE, body);
  }

  @Override
  public DocumentCursor find(
      StatementSettings settings, FindOperation operation, Object[] parameters) {
    if (operation.lock().isPresent()) {
      return run(
          settings, "query", operation.namespace(), scope -> scope.find(operation, parameters));
    }
    refuseIfFailed(settings.language());
    return cursors.find(current(), settings, label.get(), operation, parameters);
  }

  @Override
  public DocumentReader reader(StatementSettings settings) {
    refuseIfFailed(settings.language());
    return cursors.reader(current(), settings, label.get(), turns);
  }

  @Override
  public InsertOutcome insert(StatementSettings settings, InsertOperation operation) {
    return run(settings, "insert", operation.namespace(), scope -> scope.insert(operation));
  }

  @Override
  public UpdateOutcome update(
      StatementSettings settings, UpdateOperation operation, Object[] parameters) {
    return run(
        settings, "update", operation.namespace(), scope -> scope.update(operation, parameters));
  }

  @Override
  public DeleteOutcome delete(
      StatementSettings settings, DeleteOperation operation, Object[] parameters) {
    return run(
        settings, "remove", operation.namespace(), scope -> scope.delete(operation, parameters));
  }
}

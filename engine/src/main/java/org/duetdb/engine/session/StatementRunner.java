package org.duetdb.engine.session;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.engine.collection.Restart;
import org.duetdb.engine.collection.TransactionalStatement;
import org.duetdb.engine.metric.StatementRestartEvent;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;

/**
 * Runs one statement inside a transaction until an attempt succeeds or it fails. The only such
 * loop.
 */
final class StatementRunner {
  private final Core core;
  private final long restartsBeforeClaims;

  StatementRunner(Core core, long restartsBeforeClaims) {
    this.core = core;
    this.restartsBeforeClaims = restartsBeforeClaims;
  }

  /**
   * Runs {@code body}. When it fails, what it did is undone, and the transaction is aborted if the
   * error or the settings say so.
   */
  <R> R run(Statement statement, Transaction transaction, StatementBody<R> body) {
    core.transactions().beginStatement(transaction, statement);
    int number = transaction.statement();
    var mark = statement.stats().mark();
    try {
      long restarts = 0;
      while (true) {
        try {
          return attempt(statement, transaction, body);
        } catch (Restart restart) {
          restarts++;
          core.counters().statementRestarts.increment();
          statement.stats().restarted(mark);
          StatementRestartEvent.emit(statement.label(), statement.settings().text(), restarts);
          prepareRestart(statement, transaction, number, restart, restarts);
        }
      }
    } catch (RuntimeException | Error failed) {
      fail(statement, transaction, number, failed);
      statement.stats().undone(mark);
      throw failed;
    } finally {
      var waiter = statement.waiter();
      if (waiter != null) {
        core.queues().leave(waiter);
        core.pruner().released();
      }
      core.transactions().endStatement(transaction);
    }
  }

  private <R> R attempt(Statement statement, Transaction transaction, StatementBody<R> body) {
    statement.checkAlive();
    var scope =
        new TransactionalStatement(
            core, statement, transaction, core.transactions().snapshot(transaction));
    try {
      var result = body.run(scope);
      statement.checkAlive();
      return result;
    } finally {
      scope.close();
      core.transactions().release(transaction);
    }
  }

  /**
   * Undoes the attempt and waits; after many restarts it keeps its claims while it waits, unless
   * that closes a cycle.
   */
  private void prepareRestart(
      Statement statement, Transaction transaction, int number, Restart restart, long restarts) {
    var request = restart.request();
    boolean keeps = restarts > restartsBeforeClaims && request != null;
    if (keeps) {
      core.transactions().undoKeepingClaims(transaction, number);
    } else {
      core.transactions().undo(transaction, number);
    }
    if (request == null) {
      return;
    }
    try {
      core.waits().await(statement, request);
    } catch (DuetException failed) {
      if (!keeps || failed.code() != ErrorCode.DEADLOCK) {
        throw failed;
      }
      core.transactions().undo(transaction, number);
      core.waits().await(statement, request); // a deadlock also without what it had kept is one
    }
  }

  private void fail(Statement statement, Transaction transaction, int number, Throwable failed) {
    if (failed instanceof DuetException known && known.code() == ErrorCode.DEADLOCK) {
      core.counters().deadlocks.increment();
    }
    boolean dead =
        statement.settings().abortsTransaction()
            || !transaction.isLive()
            || (failed instanceof DuetException known && endsTransaction(known.code()));
    if (dead) {
      core.transactions().abort(transaction);
    } else {
      core.transactions().undo(transaction, number);
    }
  }

  /** Class 40: the transaction is dead. */
  static boolean endsTransaction(ErrorCode code) {
    return switch (code) {
      case WRITE_CONFLICT,
          DEADLOCK,
          SERIALIZATION_FAILURE,
          SNAPSHOT_TOO_OLD,
          TRANSACTION_EXCEEDED_LIFETIME,
          TRANSACTION_CANCELLED,
          NO_SUCH_TRANSACTION ->
          true;
      default -> false;
    };
  }
}

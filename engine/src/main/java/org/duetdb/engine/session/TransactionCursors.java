package org.duetdb.engine.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.engine.collection.CollectionClaims;
import org.duetdb.engine.collection.Reads;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The cursors of a session's transaction that outlive their statements: on the transaction's
 * snapshot, or each on one of its own. They are opened in the session's turn; any thread may read
 * and close them.
 */
final class TransactionCursors {
  private final Core core;
  private final SessionTransaction transaction;
  private final StatementLog log;
  private final Consumer<@Nullable Statement> track;
  private final UseMark mark;
  private final Set<StreamingCursor> open = ConcurrentHashMap.newKeySet();
  private final Set<SnapshotReader> readers = ConcurrentHashMap.newKeySet();

  /**
   * @param track is told of the statement under way, and null when it has ended
   * @param mark the session's: whoever reads uses it
   */
  TransactionCursors(
      Core core,
      SessionTransaction transaction,
      StatementLog log,
      Consumer<@Nullable Statement> track,
      UseMark mark) {
    this.core = core;
    this.transaction = transaction;
    this.log = log;
    this.track = track;
    this.mark = mark;
  }

  /** Runs a read without a lock as one statement of {@code current}. */
  DocumentCursor find(
      Transaction current,
      StatementSettings settings,
      String label,
      FindOperation operation,
      Object[] parameters) {
    var statement = new Statement(settings, core.time(), label);
    core.transactions().beginStatement(current, statement);
    statement.stats().queries++;
    track.accept(statement);
    log.begin(statement, operation.namespace());
    try {
      var cursor =
          new StreamingCursor(
              open(current, statement, operation, parameters),
              mark::note,
              failed -> fail(current, settings, failed),
              open::remove);
      open.add(cursor);
      return cursor;
    } catch (RuntimeException failed) {
      fail(current, settings, failed);
      throw failed;
    } finally {
      track.accept(null);
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
    statement.checkAlive();
    var view = view(current);
    return new Reads(core)
        .open(
            statement,
            view.snapshot,
            core.catalog().visible(operation.namespace(), view.snapshot),
            operation,
            parameters,
            view.giveBack);
  }

  /** A snapshot for reads that outlive their statement, and how to give it back. */
  private record View(Snapshot snapshot, Runnable giveBack) {}

  private View view(Transaction current) {
    if (current.keepsSnapshot()) {
      return new View(core.transactions().snapshot(current), () -> {});
    }
    var own = core.transactions().openSnapshot(current.label());
    return new View(
        new Snapshot(own.timestamp(), current, current.statement()),
        () -> core.transactions().close(own));
  }

  /** Opens a reader of several cursors as one statement of {@code current}. */
  DocumentReader reader(
      Transaction current, StatementSettings settings, String label, Turns turns) {
    var statement = new Statement(settings, core.time(), label);
    core.transactions().beginStatement(current, statement);
    core.counters().commands.increment();
    try {
      var view = view(current);
      var reader =
          new SnapshotReader(core, statement, view.snapshot, view.giveBack, readers::remove);
      readers.add(reader);
      return new ReaderInTurn(current, settings, reader, turns);
    } finally {
      core.transactions().endStatement(current);
    }
  }

  /** Does something in the session's turn. */
  @FunctionalInterface
  interface Turns {
    DocumentCursor take(Supplier<DocumentCursor> work);
  }

  /** A reader whose session's turn is taken whenever it opens a cursor. */
  private final class ReaderInTurn implements DocumentReader {
    private final Transaction owner;
    private final StatementSettings settings;
    private final SnapshotReader reader;
    private final Turns turns;

    ReaderInTurn(
        Transaction owner, StatementSettings settings, SnapshotReader reader, Turns turns) {
      this.owner = owner;
      this.settings = settings;
      this.reader = reader;
      this.turns = turns;
    }

    @Override
    public DocumentCursor find(FindOperation operation, Object[] parameters) {
      return turns.take(
          () -> {
            try {
              return new StreamingCursor(
                  reader.find(operation, parameters),
                  mark::note,
                  failed -> fail(owner, settings, failed),
                  closed -> {});
            } catch (RuntimeException failed) {
              fail(owner, settings, failed);
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
  private void fail(Transaction current, StatementSettings settings, RuntimeException failed) {
    boolean dead =
        settings.abortsTransaction()
            || (failed instanceof DuetException known
                && StatementRunner.endsTransaction(known.code()));
    if (dead) {
      core.transactions().abort(current);
    }
    transaction.noteFailure(current, failed);
  }

  /** The transaction has ended, or cannot go on: whoever reads on is told so. */
  void end() {
    open.forEach(StreamingCursor::end);
    open.clear();
    readers.forEach(SnapshotReader::close);
    readers.clear();
  }

  /** How many have been opened and neither closed nor read to the end. */
  int count() {
    return open.size();
  }
}

package org.duetdb.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.ProfileSettings;
import org.duetdb.api.spi.Statements;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Transaction;

/** The open sessions of a deployment, and the statements that belong to none. Thread-safe. */
public final class Sessions {
  /** The name of statements that belong to no session. */
  private static final String NO_SESSION = "(no session)";

  /** The name of the deployment's own statements, for errors about the claims that they hold. */
  private static final String INTERNAL = "(deployment)";

  private final Core core;
  private final StatementRunner runner;
  private final StatementLog log;
  private final Autocommit autocommit;
  private final Autocommit internal;
  private final IdleCursors cursors;
  private final Chance chance;
  private final Runnable refuseIfStopped;
  private final SessionList open;
  private final AtomicLong opened = new AtomicLong();

  /**
   * @param slowNanos from when on an operation is slow, where a profiler does not say otherwise
   * @param restartsBeforeClaims after how many restarts a statement keeps its claims while it waits
   * @param cursorTimeoutNanos how long nobody may read from a cursor; 0 means for ever
   * @param sessionTimeoutNanos how long nobody may use a logical session; 0 means for ever
   * @param chance makes session ids and those of the profiler's documents
   * @param profile takes the profiler's documents
   * @param refuseIfStopped throws when the deployment has been shut down
   */
  public Sessions(
      Core core,
      long slowNanos,
      long restartsBeforeClaims,
      long cursorTimeoutNanos,
      long sessionTimeoutNanos,
      Chance chance,
      BiConsumer<String, byte[]> profile,
      Runnable refuseIfStopped) {
    this.core = core;
    this.chance = chance;
    this.refuseIfStopped = refuseIfStopped;
    runner = new StatementRunner(core, restartsBeforeClaims);
    open = new SessionList(core.time(), sessionTimeoutNanos);
    cursors = new IdleCursors(core.time(), core.counters(), cursorTimeoutNanos);
    log = new StatementLog(core.counters(), core.feed(), chance, slowNanos, profile::accept);
    autocommit =
        new Autocommit(
            core, runner, log, cursors, refuseIfStopped, () -> NO_SESSION, statement -> {});
    var uncounted = core.uncounted();
    internal =
        new Autocommit(
            uncounted,
            new StatementRunner(uncounted, restartsBeforeClaims),
            new StatementLog(
                uncounted.counters(), core.feed(), chance, slowNanos, (database, entry) -> {}),
            cursors,
            refuseIfStopped,
            () -> INTERNAL,
            statement -> {});
  }

  /**
   * Opens a session.
   *
   * @param mayExpire whether it is given up when nobody has used it for the time-out of sessions
   */
  public EngineSession open(String label, boolean mayExpire) {
    var id = Chance.uuid(chance.generator());
    var identity = new EmbeddedSession.Identity(id, opened.incrementAndGet(), mayExpire);
    var session =
        new EmbeddedSession(core, runner, log, cursors, refuseIfStopped, identity, label, open);
    open.enter(session);
    return session;
  }

  /** Statements that belong to no session. */
  public Statements autocommit() {
    return autocommit;
  }

  /** Statements of the deployment itself, which no counter, profiler or view shows. */
  public Statements internal() {
    return internal;
  }

  /** How many cursors outside transactions are neither closed nor read to the end. */
  public int openCursors() {
    return cursors.count();
  }

  /** How many sessions are open. */
  public int count() {
    return open.size();
  }

  /** Sets a database's profiler. */
  public void profile(String database, ProfileSettings settings) {
    log.profile(database, settings);
  }

  /** How a database's profiler is set. */
  public ProfileSettings profile(String database) {
    return log.profile(database);
  }

  /** One document per statement under way and per idle transaction, in MongoDB's form. */
  public List<BsonDocument> currentOperations() {
    var operations = new ArrayList<BsonDocument>();
    log.underWay().forEach(statement -> operations.add(active(statement)));
    for (var transaction : core.transactions().openInOrder()) {
      if (transaction.running() == null) {
        operations.add(idle(transaction));
      }
    }
    return operations;
  }

  private BsonDocument active(Statement statement) {
    var stats = statement.stats();
    long micros = statement.elapsedNanos() / 1_000;
    var operation =
        new BsonDocument("type", new BsonString("op"))
            .append("desc", new BsonString(statement.label()))
            .append("active", BsonBoolean.TRUE)
            .append("currentOpTime", new BsonDateTime(core.time().now().toEpochMilli()))
            .append("opid", new BsonInt64(statement.order()))
            .append("ns", new BsonString(statement.namespace()))
            .append("op", new BsonString(statement.settings().text()))
            .append("command", statement.settings().command().get())
            .append("secs_running", new BsonInt64(micros / 1_000_000))
            .append("microsecs_running", new BsonInt64(micros))
            .append("writeConflicts", new BsonInt64(stats.writeConflicts))
            .append("numYields", new BsonInt64(stats.yields))
            .append("waitingForLock", BsonBoolean.FALSE)
            .append("planSummary", new BsonString(stats.planSummary));
    var waiter = statement.waiter();
    var waiting = waiter == null ? null : core.queues().view(waiter);
    if (waiting != null) {
      operation.append("waitsFor", new BsonString(String.join(", ", waiting.holders())));
    }
    if (statement.isInExplicitTransaction()) {
      operation.append("transaction", transaction(Objects.requireNonNull(statement.transaction())));
    }
    return operation;
  }

  private BsonDocument idle(Transaction transaction) {
    return new BsonDocument("type", new BsonString("idleSession"))
        .append("desc", new BsonString("inactive transaction"))
        .append("active", BsonBoolean.FALSE)
        .append("waitingForLock", BsonBoolean.FALSE)
        .append("session", new BsonString(transaction.label()))
        .append("transaction", transaction(transaction));
  }

  private BsonDocument transaction(Transaction transaction) {
    long open = core.time().nanoTime() - transaction.startNanos();
    long active = transaction.activeNanos();
    var number =
        new BsonDocument("txnNumber", new BsonInt64(transaction.number()))
            .append("autocommit", BsonBoolean.FALSE);
    var document =
        new BsonDocument("parameters", number)
            .append("startWallClockTime", new BsonDateTime(transaction.since().toEpochMilli()))
            .append("timeOpenMicros", new BsonInt64(open / 1_000))
            .append("timeActiveMicros", new BsonInt64(active / 1_000))
            .append("timeInactiveMicros", new BsonInt64((open - active) / 1_000));
    long lifetime = core.transactions().lifetimeNanos();
    return lifetime == 0
        ? document
        : document.append(
            "expiryTime", new BsonDateTime(transaction.since().plusNanos(lifetime).toEpochMilli()));
  }

  /** Ends every statement under way, because the deployment shuts down. */
  public void stopStatements() {
    log.underWay().forEach(statement -> statement.stop(ErrorCode.INTERRUPTED_AT_SHUTDOWN));
  }

  /** Closes every session, because the deployment shuts down. */
  public void closeAll() {
    cursors.stop();
    open.closeAll();
  }
}

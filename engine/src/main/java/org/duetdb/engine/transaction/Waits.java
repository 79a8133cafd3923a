package org.duetdb.engine.transaction;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.TimeSource.Parker;
import org.duetdb.engine.conflict.Holder;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.Refusal;
import org.duetdb.engine.conflict.WaitQueues;
import org.duetdb.engine.conflict.Waiter;
import org.duetdb.engine.conflict.Want;
import org.duetdb.engine.fault.FailPoint;
import org.duetdb.engine.fault.FailPoints;
import org.duetdb.engine.metric.ConflictWaitEvent;
import org.duetdb.engine.metric.DeadlockEvent;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.retry.Attempts;
import org.duetdb.engine.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parks a statement for a rival. Burns no processor time, wakes at once, and is ended by cancel,
 * time-out, interrupt, close and abort.
 */
public final class Waits {
  private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

  private final WaitQueues queues;
  private final TimeSource time;
  private final Backoff schedule;
  private final Backoff insertSchedule;
  private final RandomGenerator chance;
  private final FailPoints faults;
  private final Feed feed;
  private final boolean selfDeadlockFails;
  private final long maxWaiters;

  /**
   * @param chance where the lengths of sleeps are drawn from
   * @param faults may hang whoever is about to wait
   * @param feed is told of who tries again
   */
  public Waits(
      WaitQueues queues,
      TimeSource time,
      DeploymentOptions options,
      RandomGenerator chance,
      FailPoints faults,
      Feed feed) {
    this.feed = feed;
    this.faults = faults;
    this.queues = queues;
    this.time = time;
    this.chance = chance;
    schedule = Backoff.named(options.value(DeploymentOption.CONFLICT_SCHEDULE));
    var forInserts = options.value(DeploymentOption.INSERT_SCHEDULE);
    insertSchedule = forInserts.equals("same") ? schedule : Backoff.named(forInserts);
    selfDeadlockFails = options.value(DeploymentOption.SELF_DEADLOCK).equals("fail");
    maxWaiters = options.count(DeploymentOption.MAX_WAITERS);
  }

  /**
   * What to wait for.
   *
   * @param head where
   * @param meeting what was found there
   * @param want what is wanted there
   * @param boundNanos the bound of this wait; 0 means none
   * @param conflict the facts
   * @param attempts the attempts of which one has failed
   */
  public record Request(
      Head head,
      Meeting meeting,
      Want want,
      long boundNanos,
      Conflict conflict,
      Attempts attempts) {}

  /**
   * Waits until it is worth trying again.
   *
   * @throws DuetException when the wait ended otherwise: 24, 50, 112 (deadlock), 290, 11600, 11601
   */
  public void await(Statement statement, Request request) {
    statement.checkAlive();
    warnOfSelfDeadlock(statement, request);
    var waiter = statement.waiterForWait();
    waiter.about(request.conflict(), time.now());
    statement.stats().yielded();
    var attempts = request.attempts();
    long since = time.nanoTime();
    attempts.failed(since);
    boolean isForced = request.meeting().rival() == Rival.NONE;
    var pace = pace(attempts, isForced);
    boolean polls = isForced || (pace.polls() && !statement.isInExplicitTransaction());
    var event = ConflictWaitEvent.started();
    var outcome = "ended otherwise";
    try {
      if (faults.areOn()) {
        hang(statement, waiter, request);
      }
      if (polls) {
        poll(statement, waiter, request.head(), pace.delay(attempts, chance));
      } else {
        queue(statement, waiter, request);
      }
      outcome = "woken";
    } catch (DuetException failed) {
      outcome = failed.code().name();
      if (failed.code() == ErrorCode.DEADLOCK) {
        DeadlockEvent.emit(
            statement.label(), statement.settings().text(), String.valueOf(failed.getMessage()));
      }
      throw failed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DuetException(
          ErrorCode.INTERRUPTED,
          "operation was interrupted: its thread was, and nothing of it has happened",
          interrupted);
    } finally {
      attempts.resumed(time.nanoTime());
      if (event.isWanted()) {
        event.ended(
            statement.label(), statement.settings().text(), request.conflict().describe(), outcome);
      }
    }
    statement.checkAlive();
    if (feed.isOn()) {
      feed.retries(statement.label(), request.conflict(), time.nanoTime() - since, !polls);
    }
  }

  /** A conflict that a fail point has forced has no rival who could wake anybody. */
  private Backoff pace(Attempts attempts, boolean isForced) {
    var pace = attempts.isInsert() ? insertSchedule : schedule;
    return isForced && !pace.polls() ? Backoff.MONGODB_8_0 : pace;
  }

  private void hang(Statement statement, Waiter waiter, Request request)
      throws InterruptedException {
    var point = request.attempts().isExpress() ? FailPoint.HANG_EXPRESS : FailPoint.HANG;
    if (!faults.catches(point, request.conflict().namespace(), statement.label())) {
      return;
    }
    Runnable nudge = waiter::nudge;
    faults.onChange(nudge);
    try {
      waiter.hang(() -> faults.holds(point), statement.deadline());
    } finally {
      faults.forget(nudge);
    }
  }

  private void poll(Statement statement, Waiter waiter, Head head, long delay)
      throws InterruptedException {
    if (delay == 0) {
      return;
    }
    long until = time.nanoTime() + delay;
    queues.sleeping(waiter, head, true);
    try {
      waiter.sleep(Math.min(until, statement.deadline()));
    } finally {
      queues.sleeping(waiter, head, false);
    }
  }

  private void queue(Statement statement, Waiter waiter, Request request)
      throws InterruptedException {
    if (queues.size() >= maxWaiters) {
      throw new DuetException(
          ErrorCode.EXCEEDED_MEMORY_LIMIT,
          maxWaiters
              + " statements wait already (option maxWaiters); nothing of this one has happened");
    }
    var entry = queues.enter(waiter, request.head(), request.want(), time.nanoTime());
    if (entry == WaitQueues.Entry.FREE) {
      return;
    }
    if (entry == WaitQueues.Entry.CYCLE) {
      throw deadlock(request.conflict());
    }
    long bound =
        request.boundNanos() == 0 ? Parker.FOREVER : waiter.standingSince() + request.boundNanos();
    long deadline = Math.min(bound, statement.deadline());
    boolean woken = false;
    try {
      woken = waiter.await(deadline);
    } finally {
      if (!woken) {
        queues.leave(waiter);
      }
    }
    if (!woken && time.nanoTime() >= deadline) {
      throw deadline == bound ? lockTimeout(statement, request) : statement.outOfTime();
    }
  }

  private static WriteConflictException deadlock(Conflict conflict) {
    return new WriteConflictException(
        ErrorCode.DEADLOCK,
        "deadlock: this request closes a cycle of waits ("
            + conflict.describe()
            + "); the transaction is rolled back; run it again",
        Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR),
        conflict);
  }

  private static WriteConflictException lockTimeout(Statement statement, Request request) {
    return new WriteConflictException(
        ErrorCode.LOCK_TIMEOUT,
        "lock not available within "
            + request.boundNanos() / 1_000_000
            + " ms: "
            + request.conflict().describe()
            + "; the statement is undone",
        Refusal.labelsOfLockTimeout(
            statement.settings().language(), statement.isInExplicitTransaction()),
        request.conflict());
  }

  private void warnOfSelfDeadlock(Statement statement, Request request) {
    if (statement.isInExplicitTransaction()) {
      return;
    }
    var holder = request.meeting().holder();
    if (holder != null
        && holder.lastThread() == Thread.currentThread()
        && statement.isFirstWarningOf(holder)) {
      var text =
          "self-deadlock: this thread waits for a transaction that it used last itself; waiting: "
              + statement.settings().text()
              + "; holding: "
              + holder.statementText()
              + " of "
              + holder.label();
      if (selfDeadlockFails) {
        throw new WriteConflictException(
            ErrorCode.SELF_DEADLOCK, text, Set.of(), request.conflict());
      }
      LOG.warn("{}", text);
    }
  }

  /**
   * The facts of a meeting with a rival, for an error or a view.
   *
   * @param document the key of the document; empty for a collection as a whole
   */
  public static Conflict facts(
      String namespace, String document, Meeting meeting, String decidedBy) {
    var holder = Optional.ofNullable(meeting.holder());
    return new Conflict(
        namespace,
        document,
        holder.map(Holder::label),
        holder.map(Holder::statementText),
        holder.map(Holder::since),
        meeting.rival() == Rival.NONE,
        decidedBy);
  }
}

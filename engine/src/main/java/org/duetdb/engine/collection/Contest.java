package org.duetdb.engine.collection;

import java.util.function.Consumer;
import org.duetdb.api.Namespace;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.conflict.Verdict;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.Refusal;
import org.duetdb.engine.conflict.Want;
import org.duetdb.engine.fault.FailPoint;
import org.duetdb.engine.metric.WriteConflictEvent;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.retry.Attempts;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.Statement;
import org.duetdb.engine.transaction.Waits;
import org.jspecify.annotations.Nullable;

/**
 * One statement's way of getting at heads that others may claim: judges each meeting and does what
 * the verdict says.
 */
final class Contest {
  private final Core core;
  private final Statement statement;
  private final long snapshot;
  private final Reaction reaction;

  /**
   * @param snapshot the timestamp of the statement's snapshot; {@link Long#MAX_VALUE} for one that
   *     looks at the newest
   */
  Contest(Core core, Statement statement, long snapshot, Reaction reaction) {
    this.core = core;
    this.statement = statement;
    this.snapshot = snapshot;
    this.reaction = reaction;
  }

  /**
   * What is wanted.
   *
   * @param namespace for errors
   * @param key for errors; empty for the collection as a whole
   * @param exclusive whether the claim wanted keeps out all others
   */
  record Wanted(Namespace namespace, Object key, boolean exclusive) {
    /** The claim on a collection as a whole. */
    static Wanted collection(Namespace name, boolean exclusive) {
      return new Wanted(name, "", exclusive);
    }
  }

  /**
   * Judges, and waits where the verdict is to wait and the statement need not run again for it.
   *
   * @return what was found, against which a change may be installed; null if the document is to be
   *     left out. With {@link Meeting#stale} the newest version counts instead of the snapshot's
   * @throws Restart if the statement must run again
   */
  @Nullable Meeting obtain(Head head, Wanted wanted) {
    return obtain(head, wanted, meeting -> {});
  }

  /**
   * The same.
   *
   * @param look sees every meeting before it is judged, also after a wait, and may throw
   */
  @Nullable Meeting obtain(Head head, Wanted wanted, Consumer<Meeting> look) {
    while (true) {
      statement.checkAlive();
      var found = meet(head, wanted.exclusive());
      look.accept(found);
      boolean isForced = catches(FailPoint.WRITE_CONFLICT, wanted);
      var meeting = isForced ? found.overtaken() : found;
      var verdict = reaction.policy().judge(meeting.rival(), meeting.stale(), reaction.unit());
      if (verdict == Verdict.PROCEED) {
        return meeting;
      }
      if (verdict == Verdict.SKIP) {
        return null;
      }
      if (verdict == Verdict.UNAVAILABLE) {
        throw Refusal.unavailable(
            statement.settings().language(),
            statement.isInExplicitTransaction(),
            facts(wanted, meeting, reaction.decidedBy()));
      }
      statement.stats().conflict();
      WriteConflictEvent.emit(
          statement.label(),
          statement.settings().text(),
          wanted.namespace().toString(),
          wanted.key(),
          verdict.name(),
          statement.stats().writeConflicts);
      if (verdict != Verdict.CONFLICT) {
        refuseIfRetriesAreSkipped(wanted, meeting);
      }
      switch (verdict) {
        case RETRY_DOCUMENT -> {
          return meeting;
        }
        case RETRY_STATEMENT -> throw restart(head, wanted, meeting, isForced);
        case WAIT -> waitOrRestart(head, wanted, meeting);
        default ->
            throw Refusal.writeConflict(
                statement.settings().language(),
                statement.isInExplicitTransaction(),
                facts(
                    wanted,
                    meeting,
                    isForced ? words(FailPoint.WRITE_CONFLICT) : reaction.decidedBy()));
      }
    }
  }

  /** The statement runs again: at once, unless a fail point has forced it to. */
  private Restart restart(Head head, Wanted wanted, Meeting meeting, boolean isForced) {
    if (isForced) {
      return new Restart(request(head, wanted, meeting, statement.attempts()));
    }
    if (core.feed().isOn()) {
      var facts = facts(wanted, meeting, reaction.decidedBy());
      core.feed().retries(statement.label(), facts, 0, false);
    }
    return new Restart(null);
  }

  /** Whether a fail point catches this request for a document. */
  boolean catches(FailPoint point, Wanted wanted) {
    return core.faults().areOn()
        && !text(wanted).isEmpty()
        && core.faults().catches(point, wanted.namespace().toString(), statement.label());
  }

  /** Outside a transaction a fail point may turn waiting and running again into a failure. */
  void refuseIfRetriesAreSkipped(Wanted wanted, Meeting meeting) {
    if (!statement.isInExplicitTransaction() && catches(FailPoint.SKIP_RETRIES, wanted)) {
      throw Refusal.writeConflict(
          statement.settings().language(),
          false,
          facts(wanted, meeting, words(FailPoint.SKIP_RETRIES)));
    }
  }

  private static String words(FailPoint point) {
    return "fail point " + point.commandName();
  }

  Meeting meet(Head head, boolean exclusive) {
    return core.queues()
        .meet(head, statement.transaction(), statement.waiter(), snapshot, exclusive);
  }

  private void waitOrRestart(Head head, Wanted wanted, Meeting meeting) {
    var request = request(head, wanted, meeting, statement.attempts());
    if (reaction.unit() == RetryUnit.STATEMENT) {
      throw new Restart(request);
    }
    core.waits().await(statement, request);
  }

  /** What to wait for after one of {@code attempts} has failed. */
  Waits.Request request(Head head, Wanted wanted, Meeting meeting, Attempts attempts) {
    return new Waits.Request(
        head,
        meeting,
        Want.claim(wanted.exclusive()),
        reaction.boundNanos(),
        facts(wanted, meeting, reaction.decidedBy()),
        attempts);
  }

  private Conflict facts(Wanted wanted, Meeting meeting, String decidedBy) {
    return core.transactions()
        .facts(wanted.namespace().toString(), text(wanted), meeting, snapshot, decidedBy);
  }

  private static String text(Wanted wanted) {
    return wanted.key().toString();
  }

  Reaction reaction() {
    return reaction;
  }
}

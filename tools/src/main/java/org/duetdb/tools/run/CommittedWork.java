package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.Script;
import org.duetdb.tools.schedule.SessionPlan;
import org.duetdb.tools.schedule.Step;

/**
 * What of a trace has been committed, transaction by transaction. A step outside of transactions is
 * one of its own. What has failed inside of a transaction that lived on is left out.
 */
final class CommittedWork {
  private final Schedule schedule;
  private final Trace trace;
  private final List<Transaction> found = new ArrayList<>();

  private CommittedWork(Schedule schedule, Trace trace) {
    this.schedule = schedule;
    this.trace = trace;
  }

  /**
   * One transaction.
   *
   * @param name its session's, with a number if the session has several
   * @param steps what it did
   */
  record Transaction(String name, String session, List<Part> steps) {}

  /**
   * What a step did in a transaction.
   *
   * @param step with those of its statements that succeeded
   * @param results what they gave
   */
  record Part(Step step, List<StatementResult> results) {}

  /** The committed transactions, session by session, each session's in its order. */
  static List<Transaction> of(Schedule schedule, Trace trace) {
    var work = new CommittedWork(schedule, trace);
    schedule.sessions().forEach(work::session);
    return work.found;
  }

  private void session(SessionPlan plan) {
    var committed = new ArrayList<List<Part>>();
    var open = new ArrayList<Part>();
    boolean dead = false;
    for (var step : trace.steps()) {
      if (!step.session().equals(plan.name())) {
        continue;
      }
      dead |= step.after() == TransactionState.FAILED || isRolledBack(step, !open.isEmpty());
      part(step).ifPresent(open::add);
      if (losesWhatWasBefore(step)) {
        open.clear();
      }
      if (step.after() == TransactionState.NONE) {
        if (!dead && !open.isEmpty()) {
          committed.add(List.copyOf(open));
        }
        open.clear();
        dead = false;
      }
    }
    if (!dead && !open.isEmpty() && plan.teardown().isPresent()) {
      committed.add(List.copyOf(open)); // by the teardown
    }
    for (int i = 0; i < committed.size(); i++) {
      var name = plan.name() + (committed.size() == 1 ? "" : "." + (i + 1));
      found.add(new Transaction(name, plan.name(), committed.get(i)));
    }
  }

  /** An error after which the engine has rolled back, whether or not it says so. */
  private static boolean losesWhatWasBefore(StepTrace step) {
    return step.outcome() instanceof Outcome.Failed failed && failed.failure().transientError();
  }

  /** Whether the step has ended a transaction otherwise than by committing it. */
  private boolean isRolledBack(StepTrace step, boolean wasOpen) {
    if (!(step.outcome() instanceof Outcome.Done)) {
      return step.after() == TransactionState.NONE && (wasOpen || begins(step));
    }
    var words = step.text().strip().toUpperCase(Locale.ROOT);
    var last = words.substring(lastStatement(words.replaceFirst("[;\\s]+$", ""))).strip();
    return last.startsWith("ROLLBACK") && !last.contains(" TO ")
        || last.startsWith("ABORT")
        || last.endsWith("SESSION.ABORTTRANSACTION()");
  }

  private static int lastStatement(String words) {
    return Math.max(words.lastIndexOf(';'), words.lastIndexOf('\n')) + 1;
  }

  private static boolean begins(StepTrace step) {
    var words = step.text().strip().toUpperCase(Locale.ROOT);
    return words.startsWith("BEGIN")
        || words.startsWith("START")
        || words.startsWith("SESSION.STARTTRANSACTION");
  }

  /** What of the step has succeeded. */
  private Optional<Part> part(StepTrace traced) {
    var step = schedule.step(traced.step()).orElseThrow();
    if (traced.outcome() instanceof Outcome.Done done) {
      return Optional.of(new Part(step, done.results()));
    }
    var results =
        traced.outcome() instanceof Outcome.Failed failed
            ? failed.results()
            : List.<StatementResult>of();
    return results.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part(firstOf(step, results.size()), results));
  }

  private static Step firstOf(Step step, int statements) {
    var sql =
        step.script()
            .sql()
            .map(text -> SqlStatements.of(text))
            .map(all -> String.join("; ", all.subList(0, Math.min(statements, all.size()))));
    var calls =
        step.script().document().map(all -> all.subList(0, Math.min(statements, all.size())));
    return new Step(step.name(), step.session(), new Script(sql, calls));
  }
}

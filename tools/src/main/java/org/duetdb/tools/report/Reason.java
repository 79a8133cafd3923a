package org.duetdb.tools.report;

import java.util.List;
import java.util.Optional;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;

/**
 * Why two contenders can answer the same step differently. A reason is given only where the two
 * traces show what it is about; {@code docs/report.md} has them all. The first that fits counts.
 */
enum Reason {
  LIFETIME(
      "A transaction has a limited life there, and what ended it was its age: not every engine has"
          + " such a limit."),
  DUPLICATE_KEY(
      "A key that another transaction has inserted and not committed is a write conflict for a"
          + " transaction with one snapshot; elsewhere the insert waits and finds a duplicate."),
  DEADLOCK(
      "Only who waits can wait in a circle: where both wait for each other one must give way."),
  TRANSACTION_RETRY(
      "withTransaction runs the whole transaction again after a pause, until it succeeds; elsewhere"
          + " the statement waits, or the application is told to do that itself."),
  WAIT_OR_FAIL_BY_PLACE(
      "In documents the place decides who waits: a single write does, a transaction fails. In SQL"
          + " clause, policy and level decide."),
  WAIT_OR_FAIL_BY_LEVEL(
      "Clause, policy and level decide who waits: with one snapshot per transaction a conflict"
          + " cannot be repaired by waiting, so Duet fails at once where others wait first."),
  SERIALIZABLE(
      "SERIALIZABLE keeps in mind what was read: no document is written twice, but no order of the"
          + " transactions would give both what they have read."),
  ATOMIC_STATEMENT(
      "A SQL statement is atomic; updateMany and its like outside of a transaction are so document"
          + " by document, and others come in between."),
  ERROR_MODE(
      "Any error ends a transaction of documents, or of PostgreSQL; elsewhere the statement alone"
          + " is undone and the transaction lives on."),
  RESTART_OR_RECHECK(
      "At READ COMMITTED, who has waited runs the whole statement again in Duet; other engines look"
          + " again at the row they waited for and at no other."),
  SNAPSHOT_SCOPE(
      "One has a snapshot per transaction and reads what it read before; the other takes a new one"
          + " for each statement."),
  COUNTS("SQL counts the rows that match, documents also how many of them have changed.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  /** The reason that fits what both did at that step. */
  static Optional<Reason> of(Pair pair) {
    for (var reason : values()) {
      if (reason.fits(pair)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  private boolean fits(Pair pair) {
    return switch (this) {
      case LIFETIME -> pair.isCancelledOnlyOnce();
      case DUPLICATE_KEY -> pair.eitherFailsWith("11000", "23505") && pair.differsInConflict();
      case DEADLOCK -> pair.eitherFailsWith("40P01");
      case TRANSACTION_RETRY -> pair.onlyOneRunsTransactionsAgain();
      case WAIT_OR_FAIL_BY_PLACE -> pair.areTwoLanguages() && pair.differsInConflict();
      case WAIT_OR_FAIL_BY_LEVEL -> pair.differsInConflict();
      case SERIALIZABLE -> pair.onlyOneFailsForWhatWasRead();
      case ATOMIC_STATEMENT -> pair.areTwoLanguages() && pair.isManyAlone();
      case ERROR_MODE -> pair.differsInState();
      case RESTART_OR_RECHECK -> pair.bothWaited() && pair.returnsDiffer();
      case SNAPSHOT_SCOPE -> pair.returnsDiffer() && pair.isLaterInTransaction();
      case COUNTS -> pair.areTwoLanguages() && pair.returnsDiffer();
    };
  }

  /** The same step in two traces. */
  record Pair(Trace reference, Trace other, int index) {
    private StepTrace there() {
      return reference.steps().get(index);
    }

    private StepTrace here() {
      return other.steps().get(index);
    }

    private static boolean isDocuments(Trace trace) {
      return trace.contender().startsWith("documents") || trace.contender().startsWith("mongodb");
    }

    boolean areTwoLanguages() {
      return isDocuments(reference) != isDocuments(other);
    }

    /** One has lost the step's transaction from outside, the other has not. */
    boolean isCancelledOnlyOnce() {
      return wasCancelled(reference) != wasCancelled(other);
    }

    private boolean wasCancelled(Trace trace) {
      return trace.cancellations().stream()
          .anyMatch(one -> one.session().equals(there().session()));
    }

    boolean eitherFailsWith(String... marks) {
      for (var mark : marks) {
        if (failsWith(there(), mark) || failsWith(here(), mark)) {
          return true;
        }
      }
      return false;
    }

    private static boolean failsWith(StepTrace step, String mark) {
      return step.outcome() instanceof Outcome.Failed failed
          && failed.failure().marks().contains(mark);
    }

    boolean onlyOneRunsTransactionsAgain() {
      return runsTransactionsAgain(there()) != runsTransactionsAgain(here());
    }

    private static boolean runsTransactionsAgain(StepTrace step) {
      return step.text().contains("session.withTransaction(");
    }

    /** One waits where the other fails or goes on. */
    boolean differsInConflict() {
      return there().waits().isEmpty() != here().waits().isEmpty();
    }

    boolean onlyOneFailsForWhatWasRead() {
      return failsWithoutWaiting(there()) != failsWithoutWaiting(here());
    }

    private static boolean failsWithoutWaiting(StepTrace step) {
      return failsWith(step, "40001") && step.waits().isEmpty();
    }

    boolean isManyAlone() {
      return isManyAlone(there()) || isManyAlone(here());
    }

    private static boolean isManyAlone(StepTrace step) {
      return step.after() == TransactionState.NONE
          && !step.text().contains("session.")
          && step.text().matches("(?s).*\\.(updateMany|deleteMany|insertMany)\\(.*");
    }

    boolean differsInState() {
      return (there().after() == TransactionState.FAILED)
          != (here().after() == TransactionState.FAILED);
    }

    boolean bothWaited() {
      return !there().waits().isEmpty() && !here().waits().isEmpty();
    }

    boolean returnsDiffer() {
      return there().outcome() instanceof Outcome.Done one
          && here().outcome() instanceof Outcome.Done two
          && !telling(one).equals(telling(two));
    }

    private static List<StatementResult> telling(Outcome.Done done) {
      return done.results().stream()
          .filter(result -> !(result instanceof StatementResult.Nothing))
          .toList();
    }

    /** Its session's transaction was open already when the step began, in both. */
    boolean isLaterInTransaction() {
      return wasOpen(reference) && wasOpen(other);
    }

    private boolean wasOpen(Trace trace) {
      var before = TransactionState.NONE;
      for (var step : trace.steps().subList(0, index)) {
        if (step.session().equals(there().session())) {
          before = step.after();
        }
      }
      return before == TransactionState.OPEN;
    }
  }
}

package org.duetdb.tools.report;

import java.util.Optional;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;

/**
 * The first step at which a contender does something else than another one.
 *
 * @param step its name
 * @param there what the other contender did
 * @param here what this one did
 * @param reason why the two can differ there, if one of the known reasons fits what was seen
 */
record Difference(String step, String there, String here, Optional<Reason> reason) {
  /** What {@code other} did at a step, against what {@code reference} did at the same one. */
  static Difference at(int index, Trace reference, Trace other) {
    var there = reference.steps().get(index);
    var here = other.steps().get(index);
    return new Difference(
        here.step(),
        conduct(there),
        conduct(here),
        Reason.of(new Reason.Pair(reference, other, index)));
  }

  /** Wait, end, decision and state of a step in a few words. */
  private static String conduct(StepTrace step) {
    var text = new StringBuilder();
    if (!step.waits().isEmpty()) {
      var wait = step.waits().get(0);
      text.append(Words.waitsFor(wait)).append(decidedBy(wait.decidedBy())).append(", then ");
    }
    if (step.outcome() instanceof Outcome.Failed failed) {
      text.append("fails with ").append(failed.failure().describe());
      failed.failure().decidedBy().ifPresent(decision -> text.append(decidedBy(decision)));
    } else if (step.outcome() instanceof Outcome.Done done) {
      text.append(succeeds(done));
    } else {
      text.append(Words.ending(step));
    }
    if (step.after() == TransactionState.FAILED) {
      text.append(", and its transaction is dead");
    }
    return text.toString();
  }

  private static String succeeds(Outcome.Done done) {
    var rows = done.results().stream().anyMatch(StatementResult.Rows.class::isInstance);
    var results = Words.results(done.results()).replaceFirst("^ok(, )?", "");
    if (results.isEmpty()) {
      return "succeeds";
    }
    return (rows ? "returns " : "succeeds with ") + results;
  }

  private static String decidedBy(String decision) {
    return decision.isEmpty() ? "" : " (decided by " + decision + ")";
  }

  /** The whole in a sentence or two. */
  String describe(String reference, String contender) {
    return contender
        + " first differs from "
        + reference
        + " at "
        + step
        + ": there it "
        + there
        + "; here it "
        + here
        + "."
        + reason.map(why -> " " + why.sentence()).orElse("");
  }
}

package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duetdb.tools.schedule.Anomaly;
import org.duetdb.tools.schedule.Expectation;
import org.duetdb.tools.schedule.Expectation.Ending;

/** Holds a trace against what its schedule expects. Pure. */
final class Judge {
  private final Trace trace;
  private final List<String> differences = new ArrayList<>();

  private Judge(Trace trace) {
    this.trace = trace;
  }

  /** One sentence for each difference; empty if all is as expected. */
  static List<String> differences(Trace trace, Expectation expectation) {
    var judge = new Judge(trace);
    trace.fault().ifPresent(fault -> judge.differences.add("could not be run: " + fault));
    for (var step : trace.steps()) {
      judge.compare(step, expected(expectation, step.step()));
    }
    expectation.outcome().ifPresent(judge::compareOutcome);
    return List.copyOf(judge.differences);
  }

  /** Whether the anomaly shows in the trace. */
  static boolean occurs(Anomaly anomaly, Trace trace) {
    var judge = new Judge(trace);
    for (var sign : anomaly.steps()) {
      trace.steps().stream()
          .filter(step -> step.step().equals(sign.step()))
          .findFirst()
          .ifPresentOrElse(
              step -> judge.compareEnding(step, sign.ending()),
              () -> judge.differences.add("step " + sign.step() + " did not begin"));
    }
    anomaly.outcome().ifPresent(judge::compareOutcome);
    return trace.fault().isEmpty() && judge.differences.isEmpty();
  }

  /** Of a step that the file does not name, success at once is expected. */
  private static Expectation.OfStep expected(Expectation expectation, String step) {
    return expectation.steps().stream()
        .filter(one -> one.step().equals(step))
        .findFirst()
        .orElse(Expectation.OfStep.plainSuccess(step));
  }

  private void compare(StepTrace step, Expectation.OfStep expected) {
    if (expected.waits().isEmpty() && !step.waits().isEmpty()) {
      differ(step, "must not wait, but waited for " + step.waits().get(0).holders());
    }
    expected.waits().ifPresent(waits -> compareWait(step, waits.holders()));
    compareEnding(step, expected.ending());
  }

  private void compareEnding(StepTrace step, Ending expected) {
    if (expected instanceof Ending.Fails fails) {
      compareFailure(step, fails);
    } else if (expected instanceof Ending.Succeeds succeeds) {
      compareSuccess(step, succeeds);
    } else if (!(step.outcome() instanceof Outcome.Unfinished)) {
      differ(step, "must wait to the end, but " + describe(step.outcome()));
    }
  }

  private void compareWait(StepTrace step, Set<String> holders) {
    if (step.waits().isEmpty()) {
      differ(step, "must wait" + (holders.isEmpty() ? "" : " for " + holders) + ", but did not");
    } else if (!holders.isEmpty()
        && !holders.equals(new HashSet<>(step.waits().get(0).holders()))) {
      differ(step, "must wait for " + holders + ", but for " + step.waits().get(0).holders());
    }
  }

  private void compareFailure(StepTrace step, Ending.Fails fails) {
    boolean asExpected =
        step.outcome() instanceof Outcome.Failed failed
            && failed.failure().marks().containsAll(fails.marks());
    if (!asExpected) {
      var marks = fails.marks().isEmpty() ? "" : " with " + String.join(" ", fails.marks());
      differ(step, "must fail" + marks + ", but " + describe(step.outcome()));
    }
  }

  private void compareSuccess(StepTrace step, Ending.Succeeds succeeds) {
    if (!(step.outcome() instanceof Outcome.Done done)) {
      differ(step, "must succeed, but " + describe(step.outcome()));
      return;
    }
    var last = lastTelling(done);
    succeeds
        .rows()
        .filter(rows -> !(last instanceof StatementResult.Rows got && sameRows(got.rows(), rows)))
        .ifPresent(
            rows -> differ(step, "must return " + text(rows) + ", but gave " + last.describe()));
    succeeds
        .count()
        .filter(count -> !(last instanceof StatementResult.Count got && got.matched() == count))
        .ifPresent(count -> differ(step, "must match " + count + ", but gave " + last.describe()));
  }

  /** What the last statement gave that gave anything; a COMMIT behind it does not count. */
  private static StatementResult lastTelling(Outcome.Done done) {
    return done.results().stream()
        .filter(result -> !(result instanceof StatementResult.Nothing))
        .reduce((earlier, later) -> later)
        .orElse(new StatementResult.Nothing());
  }

  private void compareOutcome(List<List<String>> rows) {
    if (!sameRows(trace.outcome(), rows)) {
      differences.add(
          "the outcome must be "
              + text(rows)
              + ", but is "
              + text(trace.outcome().stream().map(Row::values).toList()));
    }
  }

  private static boolean sameRows(List<Row> got, List<List<String>> expected) {
    return got.stream().map(Row::values).toList().equals(expected);
  }

  private static String text(List<List<String>> rows) {
    return rows.isEmpty()
        ? "nothing"
        : rows.stream()
            .map(row -> "(" + String.join(", ", row) + ")")
            .collect(Collectors.joining(" "));
  }

  private static String describe(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return "failed with " + failed.failure().describe() + ": " + failed.failure().message();
    }
    return outcome instanceof Outcome.Done ? "succeeded" : "waited to the end";
  }

  private void differ(StepTrace step, String what) {
    differences.add("step " + step.step() + " " + what);
  }
}

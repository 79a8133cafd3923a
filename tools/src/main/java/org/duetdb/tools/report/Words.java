package org.duetdb.tools.report;

import java.util.List;
import java.util.Locale;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Wait;

/** The words that timeline and table share. */
final class Words {
  private Words() {}

  static String millis(long millis) {
    return String.format(Locale.ROOT, "%,d ms", millis);
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String waitsFor(Wait wait) {
    return wait.holders().isEmpty() ? "waits" : "waits for " + String.join(", ", wait.holders());
  }

  static String rows(List<Row> rows) {
    return rows.isEmpty() ? "nothing" : String.join(" ", rows.stream().map(Row::toString).toList());
  }

  /** A time in the largest unit that leaves few digits. */
  static String shortTime(long millis) {
    return millis < 10_000
        ? millis(millis)
        : String.format(Locale.ROOT, "%,d.%d s", millis / 1000, millis % 1000 / 100);
  }

  /** What a step that succeeded gave. */
  static String results(List<StatementResult> results) {
    var texts =
        results.stream().map(StatementResult::describe).filter(text -> !text.isEmpty()).toList();
    return texts.isEmpty() ? "ok" : "ok, " + String.join("; ", texts);
  }

  /** How a step ended, in a few words without the results. */
  static String ending(StepTrace step) {
    if (step.outcome() instanceof Outcome.Failed failed) {
      return failed.failure().describe();
    }
    return step.outcome() instanceof Outcome.Done ? "ok" : "still waits at the end";
  }
}

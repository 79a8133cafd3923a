package org.duetdb.tools.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.tools.postgres.ExpectedOutput.OfPermutation;
import org.duetdb.tools.postgres.ExpectedOutput.OfStep;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.schedule.Schedule;

/**
 * Holds what a schedule did against what it did on PostgreSQL: rows, who waited and until when, and
 * which step failed with which SQLSTATE. Two differences are none: COMMIT of a failed transaction,
 * which PostgreSQL answers with ROLLBACK and Duet with 25P02; and a serialization failure less,
 * where the transactions that committed did what they would have done one after another.
 */
final class PostgresJudge {
  private final Schedule schedule;
  private final Contender contender;

  PostgresJudge(Schedule schedule, Contender contender) {
    this.schedule = schedule;
    this.contender = contender;
  }

  /** What differs, a sentence for each permutation that does; empty if nothing does. */
  List<String> differences(List<OfPermutation> expected) {
    var permutations = schedule.permutations();
    if (permutations.size() != expected.size()) {
      return List.of(permutations.size() + " permutations, PostgreSQL ran " + expected.size());
    }
    var comparison = Comparison.explained(schedule, List.of(contender), step -> {});
    var differences = new ArrayList<String>();
    for (int i = 0; i < permutations.size(); i++) {
      var permutation = permutations.get(i);
      difference(comparison.permutations().get(i).contenders().get(0), expected.get(i))
          .ifPresent(text -> differences.add(permutation.describe() + ": " + text));
    }
    return differences;
  }

  private static Optional<String> difference(Judged judged, OfPermutation expected) {
    var trace = judged.trace();
    if (trace.fault().isPresent()) {
      return trace.fault();
    }
    for (var step : trace.steps()) {
      var wanted = expected.steps().get(step.step());
      if (wanted == null) {
        return Optional.of("step " + step.step() + " is not in PostgreSQL's output");
      }
      var difference = difference(trace, step, wanted);
      if (difference.isPresent()) {
        boolean fewerAborts =
            wanted.error().map(PostgresErrors::stateOf).equals(Optional.of("40001"))
                && state(step).isEmpty();
        return fewerAborts && judged.explanation() instanceof Explanation.Serial
            ? Optional.empty()
            : Optional.of("step " + step.step() + " " + difference.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(Trace trace, StepTrace step, OfStep wanted) {
    var state = state(step);
    var wantedState = wanted.error().map(PostgresErrors::stateOf).orElse("");
    if (!state.equals(wantedState)) {
      boolean failedCommit =
          wantedState.isEmpty() && state.equals("25P02") && endsTransaction(step.text());
      if (!failedCommit) {
        return Optional.of("gave " + text(state, step) + ", PostgreSQL " + text(wantedState));
      }
    }
    if (wanted.waited() == step.waits().isEmpty()) {
      return Optional.of(wanted.waited() ? "did not wait" : "waited");
    }
    int after =
        (int)
            trace.steps().stream()
                .filter(one -> one.begun().order() < step.ended().order())
                .count();
    if (wanted.waited() && after != wanted.completedAfter()) {
      return Optional.of(
          "waited until " + after + " steps had begun, not " + wanted.completedAfter());
    }
    var rows = rows(step);
    return rows.equals(wanted.results())
        ? Optional.empty()
        : Optional.of("returned " + rows + ", PostgreSQL " + wanted.results());
  }

  private static boolean endsTransaction(String sql) {
    return sql.strip().toUpperCase(java.util.Locale.ROOT).matches("(COMMIT|END)\\s*;?");
  }

  private static String text(String state, StepTrace step) {
    return step.outcome() instanceof Outcome.Failed failed
        ? state + " (" + failed.failure().message() + ")"
        : text(state);
  }

  private static String text(String state) {
    return state.isEmpty() ? "no error" : state;
  }

  /** The SQLSTATE with which the step failed, or an empty text. */
  static String state(StepTrace step) {
    if (step.outcome() instanceof Outcome.Failed failed) {
      return failed.failure().sqlState();
    }
    return step.outcome() instanceof Outcome.Unfinished ? "unfinished" : "";
  }

  /** The rows of each query of the step. */
  static List<List<List<String>>> rows(StepTrace step) {
    var results =
        step.outcome() instanceof Outcome.Done done
            ? done.results()
            : step.outcome() instanceof Outcome.Failed failed
                ? failed.results()
                : List.<StatementResult>of();
    var rows = new ArrayList<List<List<String>>>();
    for (var result : results) {
      if (result instanceof StatementResult.Rows found) {
        rows.add(
            found.rows().stream()
                .map(row -> row.values().stream().map(PostgresJudge::value).toList())
                .toList());
      }
    }
    return rows;
  }

  /** As psql shows it: NULL is nothing, true is t. */
  private static String value(String value) {
    return Map.of("null", "", "true", "t", "false", "f").getOrDefault(value, value);
  }
}

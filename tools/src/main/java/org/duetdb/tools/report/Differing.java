package org.duetdb.tools.report;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;

/**
 * Where a contender first does something else than the first contender of the comparison. Compared
 * is what a user of both would notice: whether a step waits and for whom, whether it ends, fails,
 * and with an error after which the transaction is run again, and what it returns. Codes and times
 * are not, because every language has its own; nor are the values of rows of different widths.
 */
final class Differing {
  private Differing() {}

  /** Where {@code other} first differs; empty if it nowhere does, as far as both were run. */
  static Optional<Difference> first(Trace reference, Trace other) {
    int shared = Math.min(reference.steps().size(), other.steps().size());
    for (int i = 0; i < shared; i++) {
      if (!sameConduct(reference.steps().get(i), other.steps().get(i))) {
        return Optional.of(Difference.at(i, reference, other));
      }
    }
    return Optional.empty();
  }

  /** The step's name. */
  static Optional<String> firstStep(Trace reference, Trace other) {
    return first(reference, other).map(Difference::step);
  }

  /** A sentence per contender behind the first. */
  static List<String> sentences(List<Judged> contenders) {
    if (contenders.size() < 2) {
      return List.of();
    }
    var reference = contenders.get(0).trace();
    return contenders.stream().skip(1).map(judged -> sentence(reference, judged.trace())).toList();
  }

  private static String sentence(Trace reference, Trace other) {
    var broken = Stream.of(reference, other).filter(one -> one.fault().isPresent()).findFirst();
    if (broken.isPresent()) {
      return other.contender()
          + " is not compared with "
          + reference.contender()
          + ": "
          + broken.get().contender()
          + " was not run to its end.";
    }
    return first(reference, other)
        .map(difference -> difference.describe(reference.contender(), other.contender()))
        .orElseGet(() -> other.contender() + " does what " + reference.contender() + " does.");
  }

  private static boolean sameConduct(StepTrace one, StepTrace other) {
    return holders(one).equals(holders(other)) && sameEnd(one.outcome(), other.outcome());
  }

  /** Whom the step waited for at first; what became of its place in a queue is another matter. */
  private static Set<String> holders(StepTrace step) {
    return step.waits().isEmpty() ? Set.of() : waiting(step.waits().get(0).holders());
  }

  private static Set<String> waiting(List<String> holders) {
    var all = new HashSet<>(holders);
    all.add("waits");
    return all;
  }

  private static boolean sameEnd(Outcome one, Outcome other) {
    if (one instanceof Outcome.Done done && other instanceof Outcome.Done otherDone) {
      return sameResults(telling(done), telling(otherDone));
    }
    if (one instanceof Outcome.Failed failed && other instanceof Outcome.Failed otherFailed) {
      return failed.failure().transientError() == otherFailed.failure().transientError()
          || failed.failure().code() == otherFailed.failure().code();
    }
    return one.getClass().equals(other.getClass());
  }

  private static List<StatementResult> telling(Outcome.Done done) {
    return done.results().stream()
        .filter(result -> !(result instanceof StatementResult.Nothing))
        .toList();
  }

  private static boolean sameResults(List<StatementResult> one, List<StatementResult> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!sameResult(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameResult(StatementResult one, StatementResult other) {
    if (one instanceof StatementResult.Rows rows && other instanceof StatementResult.Rows others) {
      return sameRows(rows.rows(), others.rows());
    }
    return one instanceof StatementResult.Count count
        && other instanceof StatementResult.Count otherCount
        && count.matched() == otherCount.matched();
  }

  private static boolean sameRows(List<Row> one, List<Row> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      var values = one.get(i).values();
      var others = other.get(i).values();
      if (values.size() == others.size() && !values.equals(others)) {
        return false;
      }
    }
    return true;
  }
}

package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;

/**
 * Whether one engine does to the letter what another one does: in every step the same rows and
 * counts, a wait where the other waits and until the same moment, and an error with the same
 * SQLSTATE. Two differences are none: COMMIT of a dead transaction, which PostgreSQL answers with
 * ROLLBACK and Duet with 25P02; and a serialization failure less, if some order explains what has
 * been committed. Rows are compared in no particular order.
 *
 * @param kind the verdict in a word
 * @param why what differs; empty if nothing does
 */
record Parity(Kind kind, String why) {
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEAD = "25P02";
  private static final String DUETS_SQL = "sql:";

  enum Kind {
    SAME,
    EQUIVALENT,
    DIFFERENT
  }

  /** The verdict on {@code one} by what {@code other} did with the same permutation. */
  static Parity of(Judged one, Judged other) {
    if (one.trace().fault().isPresent() || other.trace().fault().isPresent()) {
      return new Parity(Kind.DIFFERENT, "not run to its end");
    }
    var steps = one.trace().steps();
    for (int i = 0; i < steps.size(); i++) {
      var difference = difference(one.trace(), other.trace(), i);
      if (difference.isPresent()) {
        return fewerAborts(one, steps.get(i), other.trace().steps().get(i))
            .orElse(new Parity(Kind.DIFFERENT, steps.get(i).step() + " " + difference.get()));
      }
    }
    return new Parity(Kind.SAME, "");
  }

  private static Optional<Parity> fewerAborts(Judged one, StepTrace step, StepTrace other) {
    return state(step).isEmpty()
            && state(other).equals(SERIALIZATION_FAILURE)
            && one.explanation() instanceof Explanation.Serial
        ? Optional.of(
            new Parity(
                Kind.EQUIVALENT,
                step.step()
                    + " does not fail, and need not: "
                    + Orders.sentence(one.explanation()).replaceFirst("^.", lower(one))))
        : Optional.empty();
  }

  private static String lower(Judged one) {
    return Orders.sentence(one.explanation()).substring(0, 1).toLowerCase(Locale.ROOT);
  }

  private static Optional<String> difference(Trace one, Trace other, int index) {
    var step = one.steps().get(index);
    var there = other.steps().get(index);
    var state = state(step);
    if (!state.equals(state(there)) && !(state.equals(DEAD) && endsTransaction(step))) {
      return Optional.of("ends with " + ending(step) + ", there with " + ending(there));
    }
    if (step.waits().isEmpty() != there.waits().isEmpty()) {
      return Optional.of(step.waits().isEmpty() ? "does not wait" : "waits");
    }
    if (!step.waits().isEmpty() && begunBefore(one, step) != begunBefore(other, there)) {
      return Optional.of("waits until another step");
    }
    var rows = results(step);
    return rows.equals(results(there)) || state.equals(DEAD)
        ? Optional.empty()
        : Optional.of("gave " + rows + ", there " + results(there));
  }

  private static boolean endsTransaction(StepTrace step) {
    return step.text().strip().toUpperCase(Locale.ROOT).matches("(COMMIT|END)\\s*;?");
  }

  private static String ending(StepTrace step) {
    return state(step).isEmpty() ? "success" : state(step);
  }

  private static String state(StepTrace step) {
    if (step.outcome() instanceof Outcome.Failed failed) {
      return failed.failure().sqlState();
    }
    return step.outcome() instanceof Outcome.Done ? "" : "a wait";
  }

  private static long begunBefore(Trace trace, StepTrace ended) {
    return trace.steps().stream()
        .filter(step -> step.begun().order() < ended.ended().order())
        .count();
  }

  private static List<String> results(StepTrace step) {
    var all =
        step.outcome() instanceof Outcome.Done done
            ? done.results()
            : step.outcome() instanceof Outcome.Failed failed
                ? failed.results()
                : List.<StatementResult>of();
    var texts = new ArrayList<String>();
    for (var result : all) {
      if (result instanceof StatementResult.Rows found) {
        texts.add(found.rows().stream().map(Row::toString).sorted().toList().toString());
      } else if (result instanceof StatementResult.Count count) {
        texts.add(String.valueOf(count.matched()));
      }
    }
    return texts;
  }

  /**
   * Which contenders of a comparison are judged by which other: Duet's SQL by the first other
   * engine at the same level; if nobody has such a counterpart, all of them by the first other
   * engine. Empty if there is none of either.
   */
  static List<Pair> pairs(Comparison comparison) {
    var contenders = comparison.permutations().get(0).contenders();
    var own = places(contenders, judged -> judged.trace().contender().startsWith(DUETS_SQL));
    var others = places(contenders, Parity::isOtherEngine);
    var pairs = new ArrayList<Pair>();
    for (int judged : own) {
      var level = key(comparison, judged).split(":", -1)[1];
      others.stream()
          .filter(other -> key(comparison, other).matches(".*[:#]" + level))
          .findFirst()
          .ifPresent(other -> pairs.add(new Pair(judged, other)));
    }
    return !pairs.isEmpty() || others.isEmpty()
        ? pairs
        : own.stream().map(judged -> new Pair(judged, others.get(0))).toList();
  }

  private static List<Integer> places(List<Judged> contenders, Predicate<Judged> wanted) {
    return IntStream.range(0, contenders.size())
        .filter(i -> wanted.test(contenders.get(i)))
        .boxed()
        .toList();
  }

  private static boolean isOtherEngine(Judged judged) {
    var key = judged.trace().contender();
    return !key.startsWith(DUETS_SQL) && !key.startsWith("documents") && !key.startsWith("mongodb");
  }

  /** The key of the contender at that place. */
  static String key(Comparison comparison, int index) {
    return comparison.permutations().get(0).contenders().get(index).trace().contender();
  }

  /** The places of two contenders in a comparison. */
  record Pair(int judged, int reference) {
    Parity verdict(Comparison.OfPermutation permutation) {
      return Parity.of(
          permutation.contenders().get(judged), permutation.contenders().get(reference));
    }

    /** How many permutations there are of each kind. */
    String summary(Comparison comparison) {
      var counts = new EnumMap<Kind, Integer>(Kind.class);
      comparison.permutations().forEach(one -> counts.merge(verdict(one).kind(), 1, Integer::sum));
      return String.format(
          Locale.ROOT,
          "%s beside %s: %s; %d the same, %d equivalent, %d different.",
          key(comparison, judged),
          key(comparison, reference),
          Words.count(comparison.permutations().size(), "permutation"),
          counts.getOrDefault(Kind.SAME, 0),
          counts.getOrDefault(Kind.EQUIVALENT, 0),
          counts.getOrDefault(Kind.DIFFERENT, 0));
    }

    /** A line for each permutation, then the summary. */
    List<String> lines(Comparison comparison) {
      var lines = new ArrayList<String>();
      for (var permutation : comparison.permutations()) {
        var verdict = verdict(permutation);
        lines.add(
            String.format(
                    Locale.ROOT,
                    "%3d  %-10s  %s%s",
                    lines.size() + 1,
                    verdict.kind().name().toLowerCase(Locale.ROOT),
                    permutation.permutation().describe(),
                    verdict.why().isEmpty() ? "" : ": " + verdict.why())
                .stripTrailing());
      }
      lines.add(summary(comparison));
      return lines;
    }
  }
}

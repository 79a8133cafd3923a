package org.duetdb.tools.report;

import java.util.List;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;

/**
 * The contenders side by side: who waits, who fails with what, who must run again, what is left.
 */
final class ComparisonTable {
  private static final List<Integer> WIDTHS = List.of(12, 23, 27, 14, 16);

  /** How much of the third column a long name may take for the first. */
  private static final int MOST_BORROWED = 6;

  private ComparisonTable() {}

  static List<String> lines(List<Judged> contenders, Style style) {
    var grid = new Grid(widths(contenders), style);
    grid.row(
        Stream.of("contender", "who waits", "who fails, with what", "who must retry", "outcome")
            .map(title -> List.of(new Line(Role.HEADING, title)))
            .toList());
    grid.rule();
    for (var judged : contenders) {
      grid.row(row(judged));
    }
    return grid.lines();
  }

  private static List<Integer> widths(List<Judged> contenders) {
    int longest =
        contenders.stream().mapToInt(one -> one.trace().contender().length()).max().orElse(0);
    int borrowed = Math.min(MOST_BORROWED, Math.max(0, longest - WIDTHS.get(0)));
    return List.of(
        WIDTHS.get(0) + borrowed,
        WIDTHS.get(1),
        WIDTHS.get(2) - borrowed,
        WIDTHS.get(3),
        WIDTHS.get(4));
  }

  private static List<List<Line>> row(Judged judged) {
    var trace = judged.trace();
    var name = List.of(Line.plain(trace.contender()));
    if (trace.fault().isPresent()) {
      return List.of(
          name,
          List.of(new Line(Role.FAINT, "not run to its end")),
          List.of(),
          List.of(),
          List.of());
    }
    return List.of(
        name,
        orNobody(waits(trace)),
        orNobody(failures(trace)),
        orNobody(retries(trace)),
        List.of(Line.plain(Words.rows(trace.outcome()))));
  }

  private static List<Line> orNobody(List<Line> lines) {
    return lines.isEmpty() ? List.of(new Line(Role.FAINT, "nobody")) : lines;
  }

  static List<Line> waits(Trace trace) {
    return trace.steps().stream()
        .filter(step -> !step.waits().isEmpty())
        .map(
            step ->
                new Line(
                    Role.WAITING,
                    step.session()
                        + " "
                        + Words.waitsFor(step.waits().get(0)).replace("waits ", "")
                        + ", "
                        + Words.millis(step.millis())))
        .toList();
  }

  static List<Line> failures(Trace trace) {
    return trace.steps().stream()
        .filter(step -> !(step.outcome() instanceof Outcome.Done))
        .map(step -> new Line(Role.BAD, step.session() + " " + Words.ending(step)))
        .toList();
  }

  static List<Line> retries(Trace trace) {
    return trace.steps().stream()
        .filter(ComparisonTable::mustRetry)
        .map(StepTrace::session)
        .distinct()
        .map(Line::plain)
        .toList();
  }

  private static boolean mustRetry(StepTrace step) {
    return step.outcome() instanceof Outcome.Failed failed && failed.failure().transientError();
  }
}

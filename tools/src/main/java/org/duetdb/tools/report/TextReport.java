package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.SessionPlan;

/** A comparison as text. */
public final class TextReport {
  /** How many columns the text may take. */
  public static final int WIDTH = 100;

  private static final int MOST_TABLES_AT_THE_END = 4;

  private final Comparison comparison;
  private final Schedule schedule;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private TextReport(Comparison comparison, Style style) {
    this.comparison = comparison;
    this.schedule = comparison.schedule();
    this.style = style;
  }

  /** The lines of the report. */
  public static List<String> lines(Comparison comparison, Style style) {
    var report = new TextReport(comparison, style);
    report.write();
    return report.lines;
  }

  private void write() {
    add(Role.HEADING, schedule.head().title());
    add(Role.FAINT, "=".repeat(schedule.head().title().length()));
    schedule.head().comment().lines().forEach(line -> add(Role.PLAIN, line));
    if (tells()) {
      wrapped(Role.FAINT, Insight.LEGEND);
    }
    int number = 0;
    for (var permutation : comparison.permutations()) {
      number++;
      blank();
      add(Role.HEADING, heading(number, permutation));
      for (var judged : permutation.contenders()) {
        blank();
        contender(judged, permutation.contenders().get(0).trace());
      }
      if (!endsWithTables()) {
        blank();
        lines.addAll(ComparisonTable.lines(permutation.contenders(), style));
      }
      differing(permutation);
    }
    for (var pair : Parity.pairs(comparison)) {
      blank();
      pair.lines(comparison).forEach(line -> wrapped(Role.PLAIN, line));
    }
    if (!schedule.head().because().isEmpty()) {
      blank();
      wrapped(Role.PLAIN, "Why: " + schedule.head().because());
    }
    if (endsWithTables()) {
      comparison.permutations().forEach(this::table);
    }
  }

  /** Whether the comparison is short enough to be looked at as a whole, at the end. */
  private boolean endsWithTables() {
    return comparison.permutations().size() <= MOST_TABLES_AT_THE_END;
  }

  private void table(Comparison.OfPermutation permutation) {
    blank();
    if (comparison.permutations().size() > 1) {
      add(
          Role.HEADING,
          permutation.permutation().title().orElseGet(permutation.permutation()::describe));
    }
    lines.addAll(ComparisonTable.lines(permutation.contenders(), style));
  }

  private boolean tells() {
    return comparison.permutations().stream()
        .flatMap(permutation -> permutation.contenders().stream())
        .anyMatch(judged -> judged.trace().versions().isPresent());
  }

  private void differing(Comparison.OfPermutation permutation) {
    var sentences = Differing.sentences(permutation.contenders());
    if (!sentences.isEmpty()) {
      blank();
      sentences.forEach(sentence -> wrapped(Role.FAINT, sentence));
    }
  }

  private String heading(int number, Comparison.OfPermutation permutation) {
    var steps = permutation.permutation().describe();
    var title = permutation.permutation().title().map(text -> text + ": ").orElse("");
    return comparison.permutations().size() == 1
        ? title + steps
        : "Permutation " + number + ", " + title + steps;
  }

  private void contender(Judged judged, Trace reference) {
    var trace = judged.trace();
    add(Role.HEADING, trace.contender() + ": " + trace.title());
    var sessions = schedule.sessions().stream().map(SessionPlan::name).toList();
    lines.addAll(
        Timeline.lines(trace, sessions, Differing.firstStep(reference, trace), style, WIDTH));
    trace.fault().ifPresent(fault -> wrapped(Role.BAD, "Not run to its end: " + fault));
    messages(trace);
    if (trace.versions().isEmpty()) {
      wrapped(Role.FAINT, Insight.silence(trace));
    }
    VersionChain.hot(trace).ifPresent(chain -> wrapped(Role.FAINT, chain.sentence()));
    explanation(judged);
    for (var difference : judged.differences()) {
      wrapped(Role.BAD, "NOT AS EXPECTED: " + difference);
    }
  }

  private void explanation(Judged judged) {
    if (judged.trace().fault().isPresent()) {
      return;
    }
    var lines = Orders.evidence(judged.explanation());
    wrapped(lines.isEmpty() ? Role.FAINT : Role.BAD, Orders.sentence(judged.explanation()));
    lines.forEach(line -> wrapped(Role.FAINT, "  " + line));
  }

  private void messages(Trace trace) {
    for (var step : trace.steps()) {
      if (step.outcome() instanceof Outcome.Failed failed) {
        wrapped(Role.FAINT, step.step() + ": " + failed.failure().message());
      }
    }
  }

  private void wrapped(Role role, String text) {
    Wrapping.wrap(text, WIDTH).forEach(line -> add(role, line));
  }

  private void add(Role role, String text) {
    lines.add(style.paint(role, text));
  }

  private void blank() {
    lines.add("");
  }
}

package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.run.Wait;

/** One trace as a column per session, the time at the left. */
final class Timeline {
  private static final int TIME_WIDTH = 10;

  /** A cancellation is seen after what it causes at the same moment; it belongs before. */
  private static final Comparator<Event> BY_TIME =
      Comparator.comparingLong((Event event) -> event.at().millis())
          .thenComparing(Event::isCause, Comparator.reverseOrder())
          .thenComparingInt(event -> event.at().order());

  private final Trace trace;
  private final List<String> sessions;
  private final Optional<String> differs;
  private final List<Event> events = new ArrayList<>();

  private Timeline(Trace trace, List<String> sessions, Optional<String> differs) {
    this.trace = trace;
    this.sessions = sessions;
    this.differs = differs;
  }

  /**
   * The lines of the timeline.
   *
   * @param sessions the columns
   * @param differs the step to be marked as the first that differs
   */
  static List<String> lines(
      Trace trace, List<String> sessions, Optional<String> differs, Style style, int width) {
    return new Timeline(trace, sessions, differs).lines(style, width);
  }

  private List<String> lines(Style style, int width) {
    int cell = Grid.behind(TIME_WIDTH, sessions.size(), width).get(1);
    trace.steps().forEach(step -> addEvents(step, cell));
    for (var cancellation : trace.cancellations()) {
      events.add(
          new Event(
              cancellation.at(),
              cancellation.session(),
              true,
              List.of(new Line(Role.BAD, "its transaction is cancelled [dead]"))));
    }
    events.sort(BY_TIME);
    var widths = Grid.behind(TIME_WIDTH, sessions.size(), width);
    var grid = new Grid(widths, style);
    grid.row(row("time", Role.FAINT, name -> List.of(new Line(Role.HEADING, name))));
    grid.rule();
    for (var event : events) {
      grid.row(
          row(
              Words.millis(event.at().millis()),
              Role.FAINT,
              name -> name.equals(event.session()) ? event.lines() : List.of()));
    }
    return grid.lines();
  }

  private List<List<Line>> row(String time, Role role, Function<String, List<Line>> cell) {
    var cells = new ArrayList<List<Line>>();
    cells.add(List.of(new Line(role, " ".repeat(TIME_WIDTH - time.length()) + time)));
    sessions.forEach(name -> cells.add(cell.apply(name)));
    return cells;
  }

  private void addEvents(StepTrace step, int width) {
    var lines = new ArrayList<Line>();
    differs
        .filter(step.step()::equals)
        .ifPresent(name -> lines.add(new Line(Role.HEADING, Lanes.DIFFERS)));
    lines.addAll(statement(step, width));
    lines.addAll(faint(Insight.reads(step.firstReadings())));
    var waits = step.waits();
    if (waits.isEmpty()) {
      lines.addAll(faint(Insight.attempts(step)));
      lines.addAll(ending(step));
      lines.addAll(faint(Insight.commits(step)));
      add(step.begun(), step.session(), lines);
      return;
    }
    lines.addAll(waiting(waits.get(0)));
    add(step.begun(), step.session(), lines);
    for (var wait : waits.subList(1, waits.size())) {
      add(wait.noticed(), step.session(), waiting(wait));
    }
    var end = new ArrayList<>(ending(step));
    end.addAll(faint(Insight.attempts(step)));
    end.addAll(faint(Insight.reads(step.laterReadings())));
    end.addAll(faint(Insight.commits(step)));
    add(step.ended(), step.session(), end);
  }

  /** The step's name and text, on one line if they fit. */
  private static List<Line> statement(StepTrace step, int width) {
    var text = Wrapping.dedent(step.text());
    var oneLine = step.step() + ": " + text;
    return oneLine.length() <= width && text.indexOf('\n') < 0
        ? List.of(Line.plain(oneLine))
        : List.of(Line.plain(step.step() + ":"), Line.plain(text));
  }

  private static List<Line> waiting(Wait wait) {
    var waits = new Line(Role.WAITING, Words.waitsFor(wait));
    return wait.decidedBy().isEmpty()
        ? List.of(waits)
        : List.of(waits, decidedBy(wait.decidedBy()));
  }

  private static Line decidedBy(String decision) {
    return new Line(Role.FAINT, "   decided by " + decision);
  }

  private static List<Line> faint(List<String> texts) {
    return texts.stream().map(text -> new Line(Role.FAINT, "   " + text)).toList();
  }

  private static List<Line> ending(StepTrace step) {
    var lines = new ArrayList<Line>();
    var took = step.waits().isEmpty() ? "" : " (" + Words.millis(step.millis()) + ")";
    var name = step.waits().isEmpty() ? "-> " : step.step() + " -> ";
    if (step.outcome() instanceof Outcome.Done done) {
      lines.add(new Line(Role.GOOD, name + Words.results(done.results()) + took + state(step)));
    } else {
      lines.add(new Line(Role.BAD, name + Words.ending(step) + took + state(step)));
    }
    if (step.outcome() instanceof Outcome.Failed failed) {
      lines.add(new Line(Role.BAD, "   " + failed.failure().type()));
      failed.failure().decidedBy().ifPresent(decision -> lines.add(decidedBy(decision)));
    }
    return lines;
  }

  private static String state(StepTrace step) {
    return step.after() == TransactionState.NONE ? "" : " [" + step.after().word() + "]";
  }

  private void add(Moment at, String session, List<Line> lines) {
    events.add(new Event(at, session, false, lines));
  }

  private record Event(Moment at, String session, boolean isCause, List<Line> lines) {}
}

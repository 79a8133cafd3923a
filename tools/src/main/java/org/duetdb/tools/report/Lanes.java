package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Reading;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.run.Wait;

/**
 * One trace in rows of an {@link Axis} and lanes of sessions, before anybody has decided how that
 * looks: what stands in which cell, who waits from where to where, and for whom.
 */
final class Lanes {
  /** What marks the first step that differs. */
  static final String DIFFERS = "\u2260 differs";

  private static final char NO_BREAK = '\u00A0';

  private final Trace trace;
  private final List<String> sessions;
  private final Axis axis;
  private final Optional<String> differs;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * Something that happens in a cell.
   *
   * @param reads what was read from there, if the engine tells
   * @param step whose text explains it; empty for what no step did
   */
  record Box(
      int row,
      int lane,
      Role role,
      String title,
      List<Reading> reads,
      List<String> lines,
      Optional<StepTrace> step) {}

  /** A wait, from the row in which it begins to the row in which it ends. */
  record Span(int lane, int from, int to) {}

  /** Who waits, and for whom. */
  record Arrow(int row, int waiter, int holder) {}

  /** From this row on the lane's transaction is in another state. */
  record Change(int row, int lane, TransactionState state) {}

  private Lanes(Trace trace, List<String> sessions, Axis axis, Optional<String> differs) {
    this.trace = trace;
    this.sessions = sessions;
    this.axis = axis;
    this.differs = differs;
  }

  /** Lays {@code trace} out; {@code differs} is the step to be marked as the first that differs. */
  static Lanes of(Trace trace, List<String> sessions, Axis axis, Optional<String> differs) {
    var lanes = new Lanes(trace, sessions, axis, differs);
    for (int i = 0; i < trace.steps().size(); i++) {
      lanes.begin(i);
    }
    trace.cancellations().forEach(lanes::cancelled);
    for (int i = 0; i < trace.steps().size(); i++) {
      if (!trace.steps().get(i).waits().isEmpty()) {
        lanes.end(i);
      }
    }
    return lanes;
  }

  private void begin(int index) {
    var step = trace.steps().get(index);
    int row = axis.rowOfStep(index);
    int lane = lane(step.session());
    var lines = new ArrayList<String>();
    if (step.waits().isEmpty()) {
      lines.addAll(ending(step));
      lines.addAll(Insight.shortAttempts(step));
      lines.addAll(Insight.commits(step));
      changes.add(new Change(row, lane, step.after()));
    } else {
      lines.add(Words.waitsFor(step.waits().get(0)));
      spans.add(new Span(lane, row, axis.rowOfEnd(trace, index)));
      step.waits().forEach(wait -> point(wait, lane));
    }
    var role = step.waits().isEmpty() ? role(step) : Role.WAITING;
    mark(step).ifPresent(lines::add);
    boxes.add(
        new Box(row, lane, role, step.step(), step.firstReadings(), lines, Optional.of(step)));
  }

  private void point(Wait wait, int lane) {
    int row = axis.rowOf(trace, wait.noticed());
    for (var holder : wait.holders()) {
      if (sessions.contains(holder) && lane(holder) != lane) {
        arrows.add(new Arrow(row, lane, lane(holder)));
      }
    }
  }

  private void cancelled(Trace.Cancellation cancellation) {
    int row = axis.rowOf(trace, cancellation.at());
    int lane = lane(cancellation.session());
    boxes.add(
        new Box(
            row,
            lane,
            Role.BAD,
            "cancelled",
            List.of(),
            List.of("transaction dead"),
            Optional.empty()));
    changes.add(new Change(row, lane, TransactionState.FAILED));
  }

  private void end(int index) {
    var step = trace.steps().get(index);
    int row = axis.rowOfEnd(trace, index);
    int lane = lane(step.session());
    var lines = new ArrayList<>(ending(step));
    lines.add("after " + Words.shortTime(step.millis()).replace(' ', NO_BREAK));
    lines.addAll(Insight.shortAttempts(step));
    lines.addAll(Insight.commits(step));
    boxes.add(
        new Box(
            row, lane, role(step), step.step(), step.laterReadings(), lines, Optional.of(step)));
    changes.add(new Change(row, lane, step.after()));
  }

  private Optional<String> mark(StepTrace step) {
    return differs.filter(step.step()::equals).map(name -> DIFFERS);
  }

  private static List<String> ending(StepTrace step) {
    if (step.outcome() instanceof Outcome.Done done) {
      return List.of(Words.results(done.results()));
    }
    return List.of(Words.ending(step));
  }

  private static Role role(StepTrace step) {
    return step.outcome() instanceof Outcome.Done ? Role.GOOD : Role.BAD;
  }

  private int lane(String session) {
    return sessions.indexOf(session);
  }

  List<String> sessions() {
    return sessions;
  }

  Trace trace() {
    return trace;
  }

  /** In the order in which those of a cell happen. */
  List<Box> boxes() {
    return boxes;
  }

  List<Span> spans() {
    return spans;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  List<Change> changes() {
    return changes;
  }
}

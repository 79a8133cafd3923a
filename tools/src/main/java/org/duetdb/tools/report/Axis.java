package org.duetdb.tools.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.schedule.Move;

/**
 * The time that all contenders of a permutation share: its moves, one row each, and a last row for
 * what happens when all have been made. What a contender does at its own pace falls into the row of
 * the move that was made last.
 */
final class Axis {
  private final List<Move> moves;
  private final long pace;

  Axis(List<Move> moves, Duration pace) {
    this.moves = List.copyOf(moves);
    this.pace = pace.toMillis();
  }

  /** How many rows there are, the last one included. */
  int rows() {
    return moves.size() + 1;
  }

  /** The row of the step that a trace lists at {@code index}. */
  int rowOfStep(int index) {
    int launches = 0;
    for (int row = 0; row < moves.size(); row++) {
      if (moves.get(row) instanceof Move.Launch && launches++ == index) {
        return row;
      }
    }
    return moves.size();
  }

  /** The row in which a moment of that trace falls. */
  int rowOf(Trace trace, Moment moment) {
    int begun = -1;
    var steps = trace.steps();
    while (begun + 1 < steps.size() && steps.get(begun + 1).begun().order() <= moment.order()) {
      begun++;
    }
    int row = begun < 0 ? 0 : rowOfStep(begun);
    long until = begun < 0 ? 0 : steps.get(begun).begun().millis() + pace;
    while (row + 1 < rows() && moment.millis() > until && !launches(row + 1)) {
      row++;
      until += row < moves.size() ? ((Move.Advance) moves.get(row)).duration().toMillis() : 0;
    }
    return row;
  }

  /** The row in which a step ended: its own one, unless it has waited. */
  int rowOfEnd(Trace trace, int index) {
    StepTrace step = trace.steps().get(index);
    return step.waits().isEmpty() ? rowOfStep(index) : rowOf(trace, step.ended());
  }

  private boolean launches(int row) {
    return row < moves.size() && moves.get(row) instanceof Move.Launch;
  }

  /** How much time passes in the row; empty if a step begins in it, and for the last one. */
  Optional<String> pause(int row) {
    return row < moves.size() && moves.get(row) instanceof Move.Advance advance
        ? Optional.of(advance.describe())
        : Optional.empty();
  }

  /** What a reader calls the row. */
  String label(int row) {
    return row == moves.size() ? "end" : String.valueOf(row + 1);
  }
}

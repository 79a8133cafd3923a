package org.duetdb.tools.run;

import java.util.List;
import java.util.Optional;
import org.duetdb.tools.schedule.Permutation;

/**
 * Everything that happened when one permutation ran against one contender.
 *
 * @param contender the contender's key
 * @param title the contender in words
 * @param permutation what was run
 * @param steps in the order in which they began
 * @param cancellations transactions that died while their session was idle
 * @param outcome the data afterwards
 * @param fault why the permutation could not be run to its end, if so
 */
public record Trace(
    String contender,
    String title,
    Permutation permutation,
    List<StepTrace> steps,
    List<Cancellation> cancellations,
    List<Row> outcome,
    Optional<String> fault) {
  /** Copies the lists. */
  public Trace {
    steps = List.copyOf(steps);
    cancellations = List.copyOf(cancellations);
    outcome = List.copyOf(outcome);
  }

  /** The same, known to be of {@code played}. */
  Trace of(Permutation played) {
    return new Trace(contender, title, played, steps, cancellations, outcome, fault);
  }

  /**
   * A transaction that was cancelled from outside.
   *
   * @param at when the runner saw it
   */
  public record Cancellation(String session, Moment at) {}
}

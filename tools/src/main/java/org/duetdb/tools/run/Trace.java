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
 * @param versions of the documents, in the order in which they were written; empty if the engine
 *     does not tell of them, nor of what steps read from and how often they were tried
 */
public record Trace(
    String contender,
    String title,
    Permutation permutation,
    List<StepTrace> steps,
    List<Cancellation> cancellations,
    List<Row> outcome,
    Optional<String> fault,
    Optional<List<DocumentVersion>> versions) {
  /** Copies the lists. */
  public Trace {
    steps = List.copyOf(steps);
    cancellations = List.copyOf(cancellations);
    outcome = List.copyOf(outcome);
    versions = versions.map(List::copyOf);
  }

  /** The same, known to be of {@code played}. */
  Trace of(Permutation played) {
    return new Trace(contender, title, played, steps, cancellations, outcome, fault, versions);
  }

  /**
   * A transaction that was cancelled from outside.
   *
   * @param at when the runner saw it
   */
  public record Cancellation(String session, Moment at) {}
}

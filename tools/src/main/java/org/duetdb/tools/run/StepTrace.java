package org.duetdb.tools.run;

import java.util.List;

/**
 * What became of one step.
 *
 * @param step its name
 * @param session who ran it
 * @param text what it ran, in the contender's language
 * @param begun when it was given to the session
 * @param waits whom it waited for, in order; empty if it never waited
 * @param ended when it ended
 * @param outcome how it ended
 * @param after the session's transaction after it
 */
public record StepTrace(
    String step,
    String session,
    String text,
    Moment begun,
    List<Wait> waits,
    Moment ended,
    Outcome outcome,
    TransactionState after) {
  /** Copies the list. */
  public StepTrace {
    waits = List.copyOf(waits);
  }

  /** How long it took. */
  public long millis() {
    return ended.millis() - begun.millis();
  }
}

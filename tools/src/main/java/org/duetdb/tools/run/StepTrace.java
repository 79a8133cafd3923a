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
 * @param readings what its statements read from, if the engine tells
 * @param retries how often it was tried again, if the engine tells
 * @param commits which commits of the run it has made, counted from 1, if the engine tells
 */
public record StepTrace(
    String step,
    String session,
    String text,
    Moment begun,
    List<Wait> waits,
    Moment ended,
    Outcome outcome,
    TransactionState after,
    List<Reading> readings,
    List<Retry> retries,
    List<Integer> commits) {
  /** Copies the lists. */
  public StepTrace {
    waits = List.copyOf(waits);
    readings = List.copyOf(readings);
    retries = List.copyOf(retries);
    commits = List.copyOf(commits);
  }

  /** What it read from before it first waited; everything if it never did. */
  public List<Reading> firstReadings() {
    return readings.stream().filter(this::isBeforeWait).toList();
  }

  /**
   * What it read from after it first waited: at least what it read from last, if it was tried
   * again.
   */
  public List<Reading> laterReadings() {
    var later = readings.stream().filter(reading -> !isBeforeWait(reading)).toList();
    return later.isEmpty() && !retries.isEmpty() && !readings.isEmpty()
        ? readings.subList(readings.size() - 1, readings.size())
        : later;
  }

  private boolean isBeforeWait(Reading reading) {
    return waits.isEmpty() || reading.at().order() < waits.get(0).noticed().order();
  }

  /** How long it took. */
  public long millis() {
    return ended.millis() - begun.millis();
  }
}

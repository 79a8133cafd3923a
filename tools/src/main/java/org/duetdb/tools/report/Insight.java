package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duetdb.tools.run.Reading;
import org.duetdb.tools.run.Retry;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;

/** What an engine tells of its inside, in words: snapshots, attempts, commits. */
final class Insight {
  /** What {@code T0} and the like mean. */
  static final String LEGEND =
      "T0 is what the setup has left, T1 what the first commit made of it, and so on.";

  private Insight() {}

  /** What is said instead where the engine tells nothing. */
  static String silence(Trace trace) {
    return trace.contender() + " does not tell snapshots, versions and attempts.";
  }

  /** The name of the state after so many commits of the run. */
  static String state(int commits) {
    return "T" + commits;
  }

  /** The names of the states, each once. */
  static String states(List<Reading> readings) {
    return readings.stream()
        .map(reading -> state(reading.commits()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** From what was read, a line for each kind of snapshot. */
  static List<String> reads(List<Reading> readings) {
    var lines = new ArrayList<String>();
    for (int from = 0; from < readings.size(); ) {
      int to = from;
      while (to < readings.size() && readings.get(to).scope() == readings.get(from).scope()) {
        to++;
      }
      var states = states(readings.subList(from, to));
      lines.add(
          switch (readings.get(from).scope()) {
            case TRANSACTION -> "transaction reads " + states;
            case STATEMENT -> "statement reads " + states;
            case NEWEST -> "reads the newest, " + states;
          });
      from = to;
    }
    return lines;
  }

  /** Which commits a step has made; empty if none. */
  static List<String> commits(StepTrace step) {
    return step.commits().isEmpty()
        ? List.of()
        : List.of(
            "commits "
                + step.commits().stream().map(Insight::state).collect(Collectors.joining(", ")));
  }

  /** How often a step was tried again, and with which pauses. */
  static List<String> attempts(StepTrace step) {
    var lines = new ArrayList<String>();
    var statements = step.retries().stream().filter(retry -> !retry.ofTransaction()).toList();
    if (!statements.isEmpty()) {
      lines.add(
          "tried again "
              + times(statements)
              + ": "
              + statements.stream().map(Insight::pause).collect(Collectors.joining(", ")));
    }
    var transactions = step.retries().stream().filter(Retry::ofTransaction).toList();
    if (!transactions.isEmpty()) {
      lines.add(
          "transaction run again "
              + times(transactions)
              + ": "
              + transactions.stream().map(Insight::pause).collect(Collectors.joining(", ")));
    }
    return lines;
  }

  /** The same in a few letters; empty if it was tried only once. */
  static List<String> shortAttempts(StepTrace step) {
    int retries = step.retries().stream().mapToInt(Retry::times).sum();
    return retries == 0 ? List.of() : List.of(Words.count(retries + 1, "attempt"));
  }

  private static String times(List<Retry> retries) {
    int times = retries.stream().mapToInt(Retry::times).sum();
    return times == 1 ? "once" : times == 2 ? "twice" : times + " times";
  }

  private static String pause(Retry retry) {
    return (retry.times() == 1 ? "" : retry.times() + "x ") + wait(retry);
  }

  private static String wait(Retry retry) {
    if (retry.woken()) {
      return "woken after " + Words.millis(retry.pauseMillis());
    }
    if (retry.pauseMillis() > 0) {
      return "after " + Words.millis(retry.pauseMillis());
    }
    return retry.ofTransaction() ? "after less than 1 ms" : "at once";
  }
}

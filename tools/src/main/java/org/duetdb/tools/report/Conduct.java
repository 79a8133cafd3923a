package org.duetdb.tools.report;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;

/** What a trace comes to, in the fewest letters. */
final class Conduct {
  /** Nobody waits, nothing fails. */
  static final String QUIET = "\u2013";

  private Conduct() {}

  /**
   * {@code w} if somebody waits, then the marks of what fails, or {@link #QUIET} if neither is so.
   */
  static String of(Trace trace) {
    if (trace.fault().isPresent()) {
      return "not run";
    }
    var letters =
        Stream.concat(waits(trace) ? Stream.of("w") : Stream.of(), failures(trace).stream())
            .collect(Collectors.joining(" "));
    return letters.isEmpty() ? QUIET : letters;
  }

  static boolean waits(Trace trace) {
    return trace.steps().stream().anyMatch(step -> !step.waits().isEmpty());
  }

  /**
   * The codes with which steps fail, each once, in the order of the steps. That a dead transaction
   * refuses further steps goes without saying.
   */
  static List<String> failures(Trace trace) {
    var marks = new LinkedHashSet<String>();
    var states = new HashMap<String, TransactionState>();
    for (var step : trace.steps()) {
      var before = states.put(step.session(), step.after());
      if (before != TransactionState.FAILED && !(step.outcome() instanceof Outcome.Done)) {
        marks.add(mark(step));
      }
    }
    return List.copyOf(marks);
  }

  private static String mark(StepTrace step) {
    if (step.outcome() instanceof Outcome.Failed failed) {
      var failure = failed.failure();
      return failure.sqlState().isEmpty() ? String.valueOf(failure.code()) : failure.sqlState();
    }
    return "stuck";
  }
}

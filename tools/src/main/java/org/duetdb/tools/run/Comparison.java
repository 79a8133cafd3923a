package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.duetdb.tools.schedule.Anomaly;
import org.duetdb.tools.schedule.Permutation;
import org.duetdb.tools.schedule.Schedule;

/**
 * What one schedule did with several contenders.
 *
 * @param permutations one for each of the schedule's, in its order
 */
public record Comparison(Schedule schedule, List<OfPermutation> permutations) {
  /** Copies the list. */
  public Comparison {
    permutations = List.copyOf(permutations);
  }

  /** What one permutation did with the contenders. */
  public record OfPermutation(Permutation permutation, List<Judged> contenders) {
    /** Copies the list. */
    public OfPermutation {
      contenders = List.copyOf(contenders);
    }
  }

  /**
   * A trace and how it differs from what the schedule expects of the contender.
   *
   * @param explanation whether the committed transactions could have run one after another
   * @param anomalies which of the schedule's anomalies have occurred
   * @param expected whether the schedule expects anything of it
   * @param differences one sentence each
   */
  public record Judged(
      Trace trace,
      Explanation explanation,
      List<Anomaly> anomalies,
      boolean expected,
      List<String> differences) {
    /** Copies the lists. */
    public Judged {
      anomalies = List.copyOf(anomalies);
      differences = List.copyOf(differences);
    }
  }

  /** Runs every permutation of {@code schedule} against every one of {@code contenders}. */
  public static Comparison of(Schedule schedule, List<? extends Contender> contenders) {
    return run(schedule, contenders, Comparison::notTried, step -> {});
  }

  /**
   * The same, and runs what has been committed again, one after another, to tell whether some order
   * explains it.
   *
   * @param progress is told what is about to be run
   */
  public static Comparison explained(
      Schedule schedule, List<? extends Contender> contenders, Consumer<String> progress) {
    return run(schedule, contenders, SerialOrders::explain, progress);
  }

  private static Explanation notTried(SerialOrders orders, Trace trace) {
    return new Explanation.Untold("it was not tried");
  }

  private static Comparison run(
      Schedule schedule,
      List<? extends Contender> contenders,
      BiFunction<SerialOrders, Trace, Explanation> explaining,
      Consumer<String> progress) {
    var orders = new HashMap<String, SerialOrders>();
    contenders.forEach(one -> orders.put(one.key(), new SerialOrders(schedule, one)));
    var permutations = new ArrayList<OfPermutation>();
    for (var permutation : schedule.permutations()) {
      var judged = new ArrayList<Judged>();
      for (var contender : contenders) {
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s, permutation %d of %d, %s",
                schedule.name(),
                permutations.size() + 1,
                schedule.permutations().size(),
                contender.key()));
        var trace = ScheduleRunner.run(schedule, permutation, contender);
        var serial = Objects.requireNonNull(orders.get(contender.key()));
        judged.add(judged(schedule, permutation, trace, explaining.apply(serial, trace)));
      }
      permutations.add(new OfPermutation(permutation, judged));
    }
    return new Comparison(schedule, permutations);
  }

  private static Judged judged(
      Schedule schedule, Permutation permutation, Trace trace, Explanation explanation) {
    var expectation = permutation.expectationFor(trace.contender());
    return new Judged(
        trace,
        explanation,
        schedule.anomalies().stream().filter(one -> Judge.occurs(one, trace)).toList(),
        expectation.isPresent(),
        expectation.map(one -> Judge.differences(trace, one)).orElse(List.of()));
  }

  /** Every difference, with the contender it was found with; empty if all is as expected. */
  public List<String> differences() {
    return permutations.stream()
        .flatMap(one -> one.contenders().stream())
        .flatMap(
            one -> one.differences().stream().map(text -> one.trace().contender() + ": " + text))
        .toList();
  }
}

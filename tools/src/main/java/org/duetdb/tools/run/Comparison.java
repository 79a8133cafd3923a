package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
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
   * @param anomalies which of the schedule's anomalies have occurred
   * @param expected whether the schedule expects anything of it
   * @param differences one sentence each
   */
  public record Judged(
      Trace trace, List<Anomaly> anomalies, boolean expected, List<String> differences) {
    /** Copies the lists. */
    public Judged {
      anomalies = List.copyOf(anomalies);
      differences = List.copyOf(differences);
    }
  }

  /** Runs every permutation of {@code schedule} against every one of {@code contenders}. */
  public static Comparison of(Schedule schedule, List<? extends Contender> contenders) {
    var permutations = new ArrayList<OfPermutation>();
    for (var permutation : schedule.permutations()) {
      permutations.add(
          new OfPermutation(
              permutation,
              contenders.stream()
                  .map(contender -> judged(schedule, permutation, contender))
                  .toList()));
    }
    return new Comparison(schedule, permutations);
  }

  private static Judged judged(Schedule schedule, Permutation permutation, Contender contender) {
    var trace = ScheduleRunner.run(schedule, permutation, contender);
    var expectation = permutation.expectationFor(contender.key());
    return new Judged(
        trace,
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

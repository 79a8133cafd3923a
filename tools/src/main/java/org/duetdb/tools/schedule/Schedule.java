package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;

/**
 * Sessions with steps, and the orders in which the steps are to run.
 *
 * @param name the file's name without its ending; how a user asks for it
 * @param head what the schedule says about itself
 * @param setups run once before a permutation, in order, in a session of their own
 * @param teardown run once after a permutation, in that same session
 * @param sessions at least one
 * @param outcome reads the data that a permutation leaves
 * @param anomalies what the schedule is there to provoke; empty if the file does not say
 * @param permutations at least one; where the file has none, every interleaving of the sessions
 */
public record Schedule(
    String name,
    Head head,
    List<Script> setups,
    Optional<Script> teardown,
    List<SessionPlan> sessions,
    Optional<Script> outcome,
    List<Anomaly> anomalies,
    List<Permutation> permutations) {
  /** Copies the lists. */
  public Schedule {
    setups = List.copyOf(setups);
    sessions = List.copyOf(sessions);
    anomalies = List.copyOf(anomalies);
    permutations = List.copyOf(permutations);
  }

  /** The step of that name. */
  public Optional<Step> step(String stepName) {
    return sessions.stream()
        .flatMap(session -> session.steps().stream())
        .filter(step -> step.name().equals(stepName))
        .findFirst();
  }
}

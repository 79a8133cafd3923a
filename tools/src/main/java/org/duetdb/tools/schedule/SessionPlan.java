package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;

/**
 * What one session can do.
 *
 * @param name unique in the schedule
 * @param setup run in the session before each permutation
 * @param steps at least one
 * @param teardown run in the session after each permutation
 */
public record SessionPlan(
    String name, Optional<Script> setup, List<Step> steps, Optional<Script> teardown) {
  /** Copies the list. */
  public SessionPlan {
    steps = List.copyOf(steps);
  }
}

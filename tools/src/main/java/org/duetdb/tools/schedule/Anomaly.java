package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;

/**
 * What a schedule is there to provoke, told by what its steps return and what is left. It has
 * occurred if all of it holds; what is not named may be anything, and so may waits.
 *
 * @param name what reports call it
 * @param steps how these steps end
 * @param outcome the rows that are left, if they tell
 */
public record Anomaly(
    String name, List<Expectation.OfStep> steps, Optional<List<List<String>>> outcome) {
  /** Copies the list. */
  public Anomaly {
    steps = List.copyOf(steps);
  }
}

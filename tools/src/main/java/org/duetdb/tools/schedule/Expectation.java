package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must come of a permutation. Steps that are not named must succeed without waiting.
 *
 * @param contenders the keys of the contenders it holds for
 * @param steps what the file says of single steps
 * @param outcome the rows that the schedule's outcome script must return
 */
public record Expectation(
    List<String> contenders, List<OfStep> steps, Optional<List<List<String>>> outcome) {
  /** Copies the lists. */
  public Expectation {
    contenders = List.copyOf(contenders);
    steps = List.copyOf(steps);
  }

  /** What must come of one step. */
  public record OfStep(String step, Optional<Waits> waits, Ending ending) {
    /** What holds for a step that the file does not name: success at once. */
    public static OfStep plainSuccess(String step) {
      return new OfStep(
          step, Optional.empty(), new Ending.Succeeds(Optional.empty(), Optional.empty()));
    }
  }

  /**
   * The step must wait.
   *
   * @param holders the sessions it waits for when it begins to; empty if the file names none
   */
  public record Waits(Set<String> holders) {
    /** Copies the set. */
    public Waits {
      holders = Set.copyOf(holders);
    }
  }

  /** How a step must end. */
  public sealed interface Ending {
    /**
     * Without an error.
     *
     * @param rows what its last query must return
     * @param count how many rows or documents its last write must have matched
     */
    record Succeeds(Optional<List<List<String>>> rows, Optional<Long> count) implements Ending {}

    /** With an error that has all these marks: code, code name, SQLSTATE or class. */
    record Fails(List<String> marks) implements Ending {
      /** Copies the list. */
      public Fails {
        marks = List.copyOf(marks);
      }
    }

    /** Not before the permutation does; it is cancelled then. */
    record StaysWaiting() implements Ending {}
  }
}

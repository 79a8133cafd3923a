package org.duetdb.document.update;

/**
 * What one update operator does to the one field its path leads to. Immutable, and a pure function
 * of the run.
 */
interface Modifier {
  /** What becomes of a field that is there. */
  Outcome existing(UpdateRun run, Field field);

  /** What becomes of the field where there is none: a value, or {@link Outcome#UNCHANGED}. */
  Outcome missing(UpdateRun run);

  /**
   * Whether the operator leaves a document alone in which the path leads through a value without
   * fields.
   */
  default boolean toleratesNonViablePath() {
    return false;
  }

  /** How many levels of documents and arrays the values that it writes have. */
  default int depth() {
    return 0;
  }

  /** Whether the modifier asks the run for the time. */
  default boolean usesTime() {
    return false;
  }

  /** The fast form of the modifier for values that keep their place and size, if it has one. */
  default InPlace inPlace() {
    return InPlace.NEVER;
  }
}

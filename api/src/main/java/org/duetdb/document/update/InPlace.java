package org.duetdb.document.update;

/**
 * The form of a modifier that overwrites a value of fixed width in a copy of the document, so that
 * the common update of a counter or a flag costs one copy and nothing else.
 */
interface InPlace {
  /** A modifier without such a form. */
  InPlace NEVER =
      new InPlace() {
        @Override
        public Plan plan(byte[] bytes, long slot) {
          return Plan.IMPOSSIBLE;
        }

        @Override
        public void patch(byte[] copy, long slot) {
          throw new IllegalStateException("never planned");
        }
      };

  /** What can be done with a value. */
  enum Plan {
    /** The value would change its type or size, or be refused: the long way must be taken. */
    IMPOSSIBLE,
    /** The value is already what the modifier would make of it. */
    NO_CHANGE,
    /** {@link InPlace#patch} makes of the value what the modifier wants. */
    PATCH
  }

  /** What can be done with the value in the slot. */
  Plan plan(byte[] bytes, long slot);

  /**
   * Overwrites the value in the slot of a copy; only after {@link #plan} has answered {@link
   * Plan#PATCH}.
   */
  void patch(byte[] copy, long slot);
}

package org.duetdb.tools.run;

/**
 * Why one transaction must have come before another: no order in which it does not gives what was
 * seen.
 *
 * @param from who came before
 * @param to who came after
 * @param evidence what was seen, and what would have been, in one sentence
 */
public record Dependency(String from, String to, Kind kind, String evidence) {
  /** What the dependency is about. */
  public enum Kind {
    /** {@code from} has not seen what {@code to} wrote. */
    RW("did not see"),
    /** {@code to} has seen what {@code from} wrote. */
    WR("was seen by"),
    /** What {@code to} wrote is left, over what {@code from} wrote. */
    WW("was written over by");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What {@code from} has to do with {@code to}. */
    public String words() {
      return words;
    }
  }
}

package org.duetdb.tools.schedule;

/** A condition on reporting a step's end, as in PostgreSQL's isolation tests. */
public sealed interface Marker {
  /** As a permutation line writes it. */
  String describe();

  /** {@code *}: the step is reported as waiting once, even if it ends at once. */
  record ReportedWaiting() implements Marker {
    @Override
    public String describe() {
      return "*";
    }
  }

  /** The step's end is not reported before the other step's end. */
  record After(String step) implements Marker {
    @Override
    public String describe() {
      return step;
    }
  }

  /** The step's end is not reported before the other step's session has sent so many notices. */
  record AfterNotices(String step, int count) implements Marker {
    @Override
    public String describe() {
      return step + " notices " + count;
    }
  }
}

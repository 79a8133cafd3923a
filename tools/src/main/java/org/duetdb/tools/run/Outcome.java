package org.duetdb.tools.run;

import java.util.List;

/** How a step ended. */
public sealed interface Outcome {
  /**
   * Without an error.
   *
   * @param results one for each statement, in order
   */
  record Done(List<StatementResult> results) implements Outcome {
    /** Copies the list. */
    public Done {
      results = List.copyOf(results);
    }
  }

  /**
   * With an error; the statements behind it did not run.
   *
   * @param results of the statements before it
   */
  record Failed(List<StatementResult> results, Failure failure) implements Outcome {
    /** Copies the list. */
    public Failed {
      results = List.copyOf(results);
    }
  }

  /** Not by itself: it still waited when the permutation was over, and was cancelled. */
  record Unfinished() implements Outcome {}
}

package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/**
 * A part of a query's plan. Immutable; opened any number of times, also several times in one
 * attempt.
 */
public interface Operator {
  /** Begins to compute the rows for an attempt. */
  Rows open(@Nullable Object[] environment);

  /** Writes what it does, and below it what its inputs do. */
  void explain(Explanation text);
}

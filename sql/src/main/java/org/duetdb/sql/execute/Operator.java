package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/**
 * A part of a query's plan. Immutable; opened any number of times, also several times in one
 * attempt.
 */
@FunctionalInterface
public interface Operator {
  /** Begins to compute the rows for an attempt. */
  Rows open(@Nullable Object[] environment);
}

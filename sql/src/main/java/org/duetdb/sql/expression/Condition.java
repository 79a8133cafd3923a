package org.duetdb.sql.expression;

import org.jspecify.annotations.Nullable;

/** Whether a boolean expression is true of an input; false and unknown both are not. */
@FunctionalInterface
public interface Condition {
  /** True of every input. */
  Condition ALWAYS = (input, environment) -> true;

  /** True of no input. */
  Condition NEVER = (input, environment) -> false;

  boolean holds(Object input, @Nullable Object[] environment);

  /** Both conditions, the cheaper or more selective one first. */
  default Condition and(Condition other) {
    if (this == ALWAYS) {
      return other;
    }
    return other == ALWAYS
        ? this
        : (input, environment) -> holds(input, environment) && other.holds(input, environment);
  }
}

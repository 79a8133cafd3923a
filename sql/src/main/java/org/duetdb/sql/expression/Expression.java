package org.duetdb.sql.expression;

import org.jspecify.annotations.Nullable;

/** A pure function from an input and an environment to a value. */
@FunctionalInterface
public interface Expression {
  /** What is given to expressions that read no input. */
  Object NO_INPUT = new Object();

  /** NULL of every input. */
  Expression NULL = Constant.NULL;

  /**
   * Computes the value; null is NULL.
   *
   * @param input a document's bytes, or a row's values, as the expression was compiled for
   * @param environment see {@link Environment}
   */
  @Nullable Object value(Object input, @Nullable Object[] environment);
}

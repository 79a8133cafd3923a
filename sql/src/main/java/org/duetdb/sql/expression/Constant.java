package org.duetdb.sql.expression;

import org.jspecify.annotations.Nullable;

/** An expression whose value is known before it runs. */
record Constant(@Nullable Object constant) implements Expression {
  static final Constant NULL = new Constant(null);

  @Override
  public @Nullable Object value(Object input, @Nullable Object[] environment) {
    return constant;
  }
}

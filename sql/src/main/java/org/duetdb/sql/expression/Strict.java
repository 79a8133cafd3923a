package org.duetdb.sql.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that are NULL as soon as one argument is. */
final class Strict {
  private Strict() {}

  static Expression one(One function, Expression first) {
    return (input, environment) -> {
      Object a = first.value(input, environment);
      return a == null ? null : function.apply(a);
    };
  }

  static Expression two(Two function, Expression first, Expression second) {
    return (input, environment) -> {
      Object a = first.value(input, environment);
      if (a == null) {
        return null;
      }
      Object b = second.value(input, environment);
      return b == null ? null : function.apply(a, b);
    };
  }

  static Expression many(Many function, List<Expression> arguments) {
    Expression[] list = arguments.toArray(Expression[]::new);
    return (input, environment) -> {
      Object[] values = new Object[list.length];
      for (int i = 0; i < values.length; i++) {
        Object value = list[i].value(input, environment);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      return function.apply(values);
    };
  }

  /** A function of one argument. */
  @FunctionalInterface
  interface One {
    @Nullable Object apply(Object value);
  }

  /** A function of two arguments. */
  @FunctionalInterface
  interface Two {
    @Nullable Object apply(Object first, Object second);
  }

  /** A function of several arguments. */
  @FunctionalInterface
  interface Many {
    @Nullable Object apply(Object[] values);
  }
}

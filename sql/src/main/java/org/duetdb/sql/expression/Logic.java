package org.duetdb.sql.expression;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AND, OR and NOT over the three truth values, where null is unknown. */
final class Logic {
  private Logic() {}

  static Expression and(List<Expression> operands) {
    Expression[] list = operands.toArray(Expression[]::new);
    return (input, environment) -> combine(list, input, environment, false);
  }

  static Expression or(List<Expression> operands) {
    Expression[] list = operands.toArray(Expression[]::new);
    return (input, environment) -> combine(list, input, environment, true);
  }

  /**
   * The deciding value as soon as one operand has it, else unknown if one is, else the other value.
   */
  private static @Nullable Boolean combine(
      Expression[] operands, Object input, @Nullable Object[] environment, boolean deciding) {
    boolean unknown = false;
    for (Expression operand : operands) {
      Object value = operand.value(input, environment);
      if (value == null) {
        unknown = true;
      } else if ((Boolean) value == deciding) {
        return deciding;
      }
    }
    return unknown ? null : !deciding;
  }

  static Expression not(Expression operand) {
    return Strict.one(value -> !(Boolean) value, operand);
  }

  /** IS TRUE, IS NOT FALSE and the like: whether the operand is {@code wanted}, or is not. */
  static Expression is(Expression operand, @Nullable Boolean wanted, boolean answer) {
    return (input, environment) ->
        Objects.equals(operand.value(input, environment), wanted) == answer;
  }

  static Condition all(List<Condition> conditions) {
    Condition[] list = conditions.toArray(Condition[]::new);
    return (input, environment) -> {
      for (Condition condition : list) {
        if (!condition.holds(input, environment)) {
          return false;
        }
      }
      return true;
    };
  }

  static Condition any(List<Condition> conditions) {
    Condition[] list = conditions.toArray(Condition[]::new);
    return (input, environment) -> {
      for (Condition condition : list) {
        if (condition.holds(input, environment)) {
          return true;
        }
      }
      return false;
    };
  }
}

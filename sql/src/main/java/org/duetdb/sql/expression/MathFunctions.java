package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.Numbers;
import org.duetdb.sql.type.ValueOrder;

/** Functions of numbers. */
final class MathFunctions {
  private MathFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("ABS", call -> call.one(a -> abs(number(a))));
    registry.add("SIGN", call -> call.one(MathFunctions::sign));
    registry.add("FLOOR", call -> rounding(call, RoundingMode.FLOOR));
    registry.add("CEIL", call -> rounding(call, RoundingMode.CEILING));
    registry.add("CEILING", call -> rounding(call, RoundingMode.CEILING));
    registry.add("ROUND", call -> call.many(v -> rounded(v, RoundingMode.HALF_UP)));
    registry.add("TRUNCATE", call -> call.many(v -> rounded(v, RoundingMode.DOWN)));
    registry.add("TRUNC", call -> call.many(v -> rounded(v, RoundingMode.DOWN)));
    registry.add("POWER", call -> real(call, Math::pow));
    registry.add("POW", call -> real(call, Math::pow));
    registry.add("ATAN2", call -> real(call, Math::atan2));
    registry.add("SQRT", call -> real(call, Math::sqrt));
    registry.add("CBRT", call -> real(call, Math::cbrt));
    registry.add("EXP", call -> real(call, Math::exp));
    registry.add("LN", call -> real(call, Math::log));
    registry.add("LOG10", call -> real(call, Math::log10));
    registry.add("LOG2", call -> real(call, a -> Math.log(a) / Math.log(2)));
    registry.add("LOG", MathFunctions::log);
    registry.add("SIN", call -> real(call, Math::sin));
    registry.add("COS", call -> real(call, Math::cos));
    registry.add("TAN", call -> real(call, Math::tan));
    registry.add("COT", call -> real(call, a -> 1 / Math.tan(a)));
    registry.add("ASIN", call -> real(call, Math::asin));
    registry.add("ACOS", call -> real(call, Math::acos));
    registry.add("ATAN", call -> real(call, Math::atan));
    registry.add("SINH", call -> real(call, Math::sinh));
    registry.add("COSH", call -> real(call, Math::cosh));
    registry.add("TANH", call -> real(call, Math::tanh));
    registry.add("DEGREES", call -> real(call, Math::toDegrees));
    registry.add("RADIANS", call -> real(call, Math::toRadians));
    registry.add("PI", call -> new Constant(Math.PI));
    registry.add("GREATEST", call -> extreme(call, 1));
    registry.add("LEAST", call -> extreme(call, -1));
  }

  private static Number number(Object value) {
    return Arithmetic.number(value);
  }

  private static Number abs(Number value) {
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    return value instanceof BigDecimal decimal
        ? decimal.abs()
        : value.longValue() < 0 ? negated(value) : value;
  }

  private static Number negated(Number value) {
    return Arithmetic.MINUS.compute(value instanceof Integer ? 0 : (Number) 0L, value, 0);
  }

  private static Object sign(Object value) {
    Number number = number(value);
    int sign = Numbers.compare(number, 0);
    return number instanceof Double
        ? (Object) (double) sign
        : number instanceof BigDecimal
            ? BigDecimal.valueOf(sign)
            : number instanceof Long ? (Object) (long) sign : (Object) sign;
  }

  private static Expression rounding(FunctionCall call, RoundingMode mode) {
    if (call.size() == 2) {
      return MomentFunctions.rounded(call, mode == RoundingMode.CEILING);
    }
    return call.one(a -> scaled(number(a), 0, mode));
  }

  private static Object rounded(Object[] values, RoundingMode mode) {
    return scaled(number(values[0]), values.length > 1 ? TextFunctions.count(values[1]) : 0, mode);
  }

  private static Number scaled(Number value, int scale, RoundingMode mode) {
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? BigDecimal.valueOf(number).setScale(scale, mode).doubleValue()
          : value;
    }
    if (Numbers.isInteger(value)) {
      if (scale >= 0) {
        return value;
      }
      long rounded = BigDecimal.valueOf(value.longValue()).setScale(scale, mode).longValue();
      return value instanceof Integer ? (Number) NumberCasts.integer(rounded) : (Number) rounded;
    }
    BigDecimal result = ((BigDecimal) value).setScale(scale, mode);
    return scale < 0 ? result.setScale(0, RoundingMode.UNNECESSARY) : result;
  }

  private static Expression log(FunctionCall call) {
    if (call.size() == 1) {
      return real(call, Math::log10);
    }
    return real(call, (base, value) -> Math.log(value) / Math.log(base));
  }

  private static Expression real(FunctionCall call, DoubleUnaryOperator function) {
    return call.one(a -> defined(function.applyAsDouble(number(a).doubleValue()), a));
  }

  private static Expression real(FunctionCall call, DoubleBinaryOperator function) {
    return call.two(
        (a, b) ->
            defined(function.applyAsDouble(number(a).doubleValue(), number(b).doubleValue()), a));
  }

  /** A result outside the real numbers is an error, unless the argument was outside too. */
  private static Double defined(double result, Object argument) {
    if (Double.isNaN(result) && !Double.isNaN(number(argument).doubleValue())
        || result == Double.NEGATIVE_INFINITY && Double.isFinite(number(argument).doubleValue())) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, "the function is not defined for " + argument);
    }
    return result;
  }

  /** The greatest or least argument; NULLs are left out, as in PostgreSQL. */
  private static Expression extreme(FunctionCall call, int sign) {
    Expression[] arguments = new Expression[call.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = converted(call.argument(i), call.type(i), call.type());
    }
    return (input, environment) -> {
      Object best = null;
      for (Expression argument : arguments) {
        Object value = argument.value(input, environment);
        if (value != null && (best == null || ValueOrder.compare(value, best) * sign > 0)) {
          best = value;
        }
      }
      return best;
    };
  }

  private static Expression converted(Expression value, RelDataType from, RelDataType to) {
    return SqlTypeUtil.equalSansNullability(from, to)
            || to.getSqlTypeName().getFamily() == null
            || from.getSqlTypeName() == to.getSqlTypeName()
        ? value
        : Strict.one(Casts.between(from, to, Casts.Mode.EXPLICIT)::apply, value);
  }
}

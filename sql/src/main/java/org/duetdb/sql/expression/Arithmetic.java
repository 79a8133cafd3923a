package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.Decimals;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.Numbers;

/**
 * Plus, minus, times, divide and remainder over numbers of any class. The wider class of the two
 * operands decides how it is computed, the declared type what becomes of the result; nothing wraps
 * around.
 */
enum Arithmetic {
  PLUS {
    @Override
    long exact(long a, long b) {
      return Math.addExact(a, b);
    }

    @Override
    double floating(double a, double b) {
      return a + b;
    }

    @Override
    BigDecimal decimal(BigDecimal a, BigDecimal b, int scale) {
      return a.add(b);
    }
  },
  MINUS {
    @Override
    long exact(long a, long b) {
      return Math.subtractExact(a, b);
    }

    @Override
    double floating(double a, double b) {
      return a - b;
    }

    @Override
    BigDecimal decimal(BigDecimal a, BigDecimal b, int scale) {
      return a.subtract(b);
    }
  },
  TIMES {
    @Override
    long exact(long a, long b) {
      return Math.multiplyExact(a, b);
    }

    @Override
    double floating(double a, double b) {
      return a * b;
    }

    @Override
    BigDecimal decimal(BigDecimal a, BigDecimal b, int scale) {
      return a.multiply(b);
    }
  },
  DIVIDE {
    @Override
    long exact(long a, long b) {
      if (a == Long.MIN_VALUE && b == -1) {
        throw new ArithmeticException("long overflow");
      }
      return a / nonZero(b);
    }

    @Override
    double floating(double a, double b) {
      if (b == 0) {
        throw divisionByZero();
      }
      return a / b;
    }

    @Override
    BigDecimal decimal(BigDecimal a, BigDecimal b, int scale) {
      if (b.signum() == 0) {
        throw divisionByZero();
      }
      return a.divide(b, Math.max(scale, Math.max(a.scale(), b.scale())), RoundingMode.HALF_UP);
    }
  },
  REMAINDER {
    @Override
    long exact(long a, long b) {
      return nonZero(b) == -1 ? 0 : a % b;
    }

    @Override
    double floating(double a, double b) {
      if (b == 0) {
        throw divisionByZero();
      }
      return a % b;
    }

    @Override
    BigDecimal decimal(BigDecimal a, BigDecimal b, int scale) {
      if (b.signum() == 0) {
        throw divisionByZero();
      }
      return a.remainder(b);
    }
  };

  abstract long exact(long a, long b);

  abstract double floating(double a, double b);

  abstract BigDecimal decimal(BigDecimal a, BigDecimal b, int scale);

  /** The operation with results of the declared type. */
  Strict.Two resulting(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT ->
          (a, b) ->
              NumberCasts.integer(compute(a, b, 0), Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
      case SMALLINT ->
          (a, b) ->
              NumberCasts.integer(compute(a, b, 0), Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
      case INTEGER ->
          (a, b) ->
              a instanceof Integer x && b instanceof Integer y
                  ? (Object) NumberCasts.integer(exact(x, y))
                  : NumberCasts.integer(
                      compute(a, b, 0), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
      case BIGINT -> (a, b) -> NumberCasts.bigint(compute(a, b, 0));
      case REAL, FLOAT, DOUBLE ->
          (a, b) -> floating(number(a).doubleValue(), number(b).doubleValue());
      case DECIMAL ->
          (a, b) ->
              NumberCasts.fitted(
                  decimal(Numbers.decimal(number(a)), Numbers.decimal(number(b)), type.getScale()));
      default -> (a, b) -> compute(a, b, 0);
    };
  }

  /** Computes in the wider class of the two numbers. */
  Number compute(Object left, Object right, int scale) {
    Number a = number(left);
    Number b = number(right);
    if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
      try {
        long result = exact(a.longValue(), b.longValue());
        return a instanceof Integer && b instanceof Integer && result == (int) result
            ? (Number) (int) result
            : (Number) result;
      } catch (ArithmeticException overflow) {
        throw new SqlFailure(
            SqlState.NUMERIC_OUT_OF_RANGE, "the result is out of range for BIGINT", overflow);
      }
    }
    if (a instanceof Double || b instanceof Double) {
      return floating(a.doubleValue(), b.doubleValue());
    }
    return NumberCasts.fitted(decimal(Numbers.decimal(a), Numbers.decimal(b), scale));
  }

  /** The operand, which ANY may have given another type. */
  static Number number(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    return NumberCasts.ofAny(value);
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw divisionByZero();
    }
    return divisor;
  }

  static SqlFailure divisionByZero() {
    return new SqlFailure(SqlState.DIVISION_BY_ZERO, "division by zero");
  }

  /** The scale that an average or a quotient without a declared one keeps. */
  static BigDecimal rounded(BigDecimal value) {
    return value.round(Decimals.CONTEXT);
  }
}

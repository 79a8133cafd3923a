package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.type.Numbers;

/** Arithmetic for aggregates. */
public final class Sums {
  private Sums() {}

  /** Plus with results of the declared type. */
  public static BinaryOperator<Object> resulting(RelDataType type) {
    Strict.Two plus = Arithmetic.PLUS.resulting(type);
    return (a, b) -> Objects.requireNonNull(plus.apply(a, b));
  }

  /** Plus that never overflows: whole numbers become decimals when they must. */
  public static Object wide(Object sum, Object value) {
    Number a = Arithmetic.number(sum);
    Number b = Arithmetic.number(value);
    if (Numbers.isInteger(a) && Numbers.isInteger(b)) {
      long total = a.longValue() + b.longValue();
      boolean overflow = ((a.longValue() ^ total) & (b.longValue() ^ total)) < 0;
      return overflow ? Numbers.decimal(a).add(Numbers.decimal(b)) : (Object) total;
    }
    return Arithmetic.PLUS.compute(a, b, 0);
  }

  /** The exact decimal value of a sum. */
  public static BigDecimal decimal(Object sum) {
    return Numbers.decimal(Arithmetic.number(sum));
  }

  /** An operation on the bits of two whole numbers, in the class of the first. */
  public static Object bits(Object a, Object b, LongBinaryOperator operation) {
    long result =
        operation.applyAsLong(Arithmetic.number(a).longValue(), Arithmetic.number(b).longValue());
    return a instanceof Integer ? (Object) (int) result : (Object) result;
  }

  /** A double in the class of a numeric type. */
  public static Object inType(double value, RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.DECIMAL) {
      return NumberCasts.decimal(value, type.getPrecision(), type.getScale());
    }
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER ->
          NumberCasts.integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
      case BIGINT -> NumberCasts.bigint(value);
      default -> value;
    };
  }
}

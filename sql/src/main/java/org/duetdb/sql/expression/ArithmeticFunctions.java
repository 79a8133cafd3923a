package org.duetdb.sql.expression;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.sql.type.AnyValues;

/** The arithmetic operators, on numbers and on dates. */
final class ArithmeticFunctions {
  private ArithmeticFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("+", ArithmeticFunctions::plus);
    registry.add("-", ArithmeticFunctions::minus);
    registry.add("*", call -> numeric(Arithmetic.TIMES, call));
    registry.add("/", call -> numeric(Arithmetic.DIVIDE, call));
    registry.add("/INT", call -> numeric(Arithmetic.DIVIDE, call));
    registry.add("%", call -> numeric(Arithmetic.REMAINDER, call));
    registry.add("MOD", call -> numeric(Arithmetic.REMAINDER, call));
  }

  private static Expression plus(FunctionCall call) {
    if (call.size() == 1) {
      return call.argument(0);
    }
    if (isDays(call, 1)) {
      return call.two((date, days) -> MomentMath.plusDays(date, (Number) days, 1));
    } else if (isDays(call, 0)) {
      return call.two((days, date) -> MomentMath.plusDays(date, (Number) days, 1));
    }
    return isMoment(call.type()) && isInterval(call, 1) ? moved(call, 1) : momentLast(call);
  }

  private static Expression momentLast(FunctionCall call) {
    return isMoment(call.type()) && isInterval(call, 0)
        ? Strict.two(
            (a, b) -> MomentMath.plus(b, (Number) a, 1, call.type(0), call.type()),
            call.argument(0),
            call.argument(1))
        : numeric(Arithmetic.PLUS, call);
  }

  private static Expression minus(FunctionCall call) {
    if (call.size() == 1) {
      Strict.Two difference = Arithmetic.MINUS.resulting(call.type());
      return call.one(value -> difference.apply(zero(value), value));
    }
    if (isDays(call, 1)) {
      return call.two((date, days) -> MomentMath.plusDays(date, (Number) days, -1));
    } else if (isMoment(call.type())) {
      return moved(call, -1);
    } else if (isMoment(call.type(0)) && call.type().getSqlTypeName() == SqlTypeName.INTEGER) {
      return call.two((a, b) -> MomentMath.daysBetween((Long) b, (Long) a));
    }
    if (SqlTypeUtil.isInterval(call.type()) && !isInterval(call, 0)) {
      return call.two((a, b) -> MomentMath.between((Long) b, (Long) a, call.type()));
    }
    return numeric(Arithmetic.MINUS, call);
  }

  private static Expression moved(FunctionCall call, int sign) {
    return call.two((a, b) -> MomentMath.plus(a, (Number) b, sign, call.type(1), call.type()));
  }

  private static Expression numeric(Arithmetic operation, FunctionCall call) {
    if (SqlTypeUtil.isInterval(call.type())) {
      boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(call.type().getSqlTypeName());
      return call.two(
          (a, b) -> {
            Long whole = NumberCasts.bigint(operation.compute(a, b, 0));
            return months ? (Object) NumberCasts.integer(whole) : whole;
          });
    }
    return call.two(operation.resulting(call.type()));
  }

  private static Number zero(Object value) {
    return value instanceof Double
        ? (Number) (-0.0)
        : value instanceof BigDecimal ? BigDecimal.ZERO : (Number) 0;
  }

  private static boolean isInterval(FunctionCall call, int index) {
    return SqlTypeUtil.isInterval(call.type(index));
  }

  /** Whether one operand is a date and the other, which is asked about, a number of days. */
  private static boolean isDays(FunctionCall call, int index) {
    return call.type().getSqlTypeName() == SqlTypeName.DATE
        && SqlTypeUtil.isIntType(call.type(index));
  }

  private static boolean isMoment(RelDataType type) {
    return SqlTypeUtil.isDatetime(type);
  }

  /** The milliseconds of a date that may have come as ANY. */
  static long millis(Object value) {
    if (AnyValues.isDate(value)) {
      BsonSlice slice = (BsonSlice) value;
      return BsonBytes.int64(slice.bytes(), slice.offset());
    }
    return (Long) value;
  }
}

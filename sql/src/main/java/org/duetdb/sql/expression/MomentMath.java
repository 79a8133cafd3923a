package org.duetdb.sql.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.Moments;

/** Dates plus and minus intervals. */
final class MomentMath {
  private MomentMath() {}

  /** A date, time or timestamp moved by an interval; a TIME goes round the clock. */
  static Object plus(
      Object moment, Number interval, int sign, RelDataType intervalType, RelDataType type) {
    try {
      long millis = ArithmeticFunctions.millis(moment);
      long amount = Math.multiplyExact(interval.longValue(), (long) sign);
      long moved =
          SqlTypeName.YEAR_INTERVAL_TYPES.contains(intervalType.getSqlTypeName())
              ? Moments.millis(Moments.timestamp(millis).plusMonths(amount))
              : Math.addExact(millis, amount);
      return switch (type.getSqlTypeName()) {
        case TIME -> Math.floorMod(moved, Moments.DAY);
        case DATE -> Math.floorDiv(moved, Moments.DAY) * Moments.DAY;
        default -> moved;
      };
    } catch (ArithmeticException | DateTimeException outside) {
      throw new SqlFailure(SqlState.DATETIME_OVERFLOW, "the date is out of range", outside);
    }
  }

  /** A date that lies so many days later, or earlier if {@code sign} is -1. */
  static Object plusDays(Object date, Number days, int sign) {
    try {
      long away = Math.multiplyExact(days.longValue(), sign * Moments.DAY);
      return Math.addExact(ArithmeticFunctions.millis(date), away);
    } catch (ArithmeticException outside) {
      throw new SqlFailure(SqlState.DATETIME_OVERFLOW, "the date is out of range", outside);
    }
  }

  /** How many days lie between two dates. */
  static Object daysBetween(long from, long to) {
    return (int) (Math.floorDiv(to, Moments.DAY) - Math.floorDiv(from, Moments.DAY));
  }

  /** The interval from one moment to another. */
  static Object between(long from, long to, RelDataType type) {
    if (!SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return to - from;
    }
    LocalDateTime start = Moments.timestamp(from);
    return (int) ChronoUnit.MONTHS.between(start, Moments.timestamp(to));
  }
}

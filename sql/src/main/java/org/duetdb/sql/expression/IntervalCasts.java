package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.sql.type.Numbers;

/** Intervals: whole months, or milliseconds. */
final class IntervalCasts {
  private IntervalCasts() {}

  static UnaryOperator<Object> to(RelDataType from, RelDataType to) {
    SqlIntervalQualifier qualifier = qualifier(to);
    return value -> {
      if (value instanceof String text) {
        return inClass(
            qualifier.isYearMonth()
                ? SqlParserUtil.intervalToMonths(text, qualifier)
                : SqlParserUtil.intervalToMillis(text, qualifier),
            qualifier);
      }
      return SqlTypeUtil.isInterval(from)
          ? value
          : inClass(
              Numbers.decimal((Number) value)
                  .multiply(qualifier.getUnit().multiplier)
                  .setScale(0, RoundingMode.HALF_UP)
                  .longValueExact(),
              qualifier);
    };
  }

  private static Object inClass(long value, SqlIntervalQualifier qualifier) {
    return qualifier.isYearMonth() ? (Object) NumberCasts.integer(value) : (Object) value;
  }

  /** The interval as a number of its own unit: INTERVAL '2' DAY is 2. */
  static Number inUnits(Number value, RelDataType type) {
    BigDecimal unit = qualifier(type).getUnit().multiplier;
    return Numbers.decimal(value).divide(unit, RoundingMode.DOWN);
  }

  static String text(Number value, RelDataType type) {
    SqlIntervalQualifier qualifier = qualifier(type);
    return qualifier.isYearMonth()
        ? DateTimeUtils.intervalYearMonthToString(value.intValue(), qualifier.timeUnitRange)
        : DateTimeUtils.intervalDayTimeToString(
            value.longValue(),
            qualifier.timeUnitRange,
            qualifier.getFractionalSecondPrecisionPreservingDefault());
  }

  private static SqlIntervalQualifier qualifier(RelDataType type) {
    return Objects.requireNonNullElseGet(
        type.getIntervalQualifier(),
        () ->
            new SqlIntervalQualifier(
                type.getSqlTypeName().getStartUnit(),
                type.getSqlTypeName().getEndUnit(),
                SqlParserPos.ZERO));
  }
}

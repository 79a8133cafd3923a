package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.Numbers;
import org.duetdb.sql.type.ParameterValues;

/**
 * Numbers made to fit a type: rounded half up where digits are too many, refused where the value is
 * too large.
 */
final class NumberCasts {
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private NumberCasts() {}

  /** A long as INTEGER. */
  static Integer integer(long value) {
    if (value != (int) value) {
      throw outOfRange(value, "INTEGER");
    }
    return (int) value;
  }

  /** A number as a whole one between two bounds. */
  static Integer integer(Number value, int min, int max, String type) {
    long whole = whole(value, type);
    if (whole < min || whole > max) {
      throw outOfRange(value, type);
    }
    return (int) whole;
  }

  /** A number as BIGINT. */
  static Long bigint(Number value) {
    return whole(value, "BIGINT");
  }

  private static long whole(Number value, String type) {
    if (Numbers.isInteger(value)) {
      return value.longValue();
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw outOfRange(value, type);
    }
    BigDecimal rounded = Numbers.decimal(value).setScale(0, RoundingMode.HALF_UP);
    if (rounded.compareTo(LONG_MIN) < 0 || rounded.compareTo(LONG_MAX) > 0) {
      throw outOfRange(value, type);
    }
    return rounded.longValueExact();
  }

  /** A number as DECIMAL(precision, scale). */
  static BigDecimal decimal(Number value, int precision, int scale) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw outOfRange(value, "DECIMAL");
    }
    BigDecimal exact =
        value instanceof Double number ? BigDecimal.valueOf(number) : Numbers.decimal(value);
    if (DuetTypeFactory.isOpenDecimal(precision, scale)) {
      return fitted(exact);
    }
    BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > precision - scale) {
      throw outOfRange(value, "DECIMAL(" + precision + ", " + scale + ")");
    }
    return rounded;
  }

  /**
   * A result with at most the digits that Decimal128 has; rounding to them is no error, overflow
   * is.
   */
  static BigDecimal fitted(BigDecimal value) {
    BigDecimal rounded =
        value.precision() <= Decimals.CONTEXT.getPrecision()
            ? value
            : value.round(Decimals.CONTEXT);
    if (rounded.signum() != 0 && !Decimals.fromBigDecimal(rounded).isFinite()) {
      throw outOfRange(value, "DECIMAL");
    }
    return rounded;
  }

  /** The number that a value of ANY is. */
  static Number ofAny(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof BsonSlice slice && ElementType.isNumber(slice.type())) {
      var decimal = BsonNumbers.decimal(slice.bytes(), slice.slot());
      return decimal.isFinite()
          ? Decimals.toBigDecimal(decimal)
          : (Number) BsonNumbers.nearestDouble(slice.bytes(), slice.slot());
    }
    throw new SqlFailure(SqlState.DATATYPE_MISMATCH, value + " is not a number");
  }

  /** The number that a text spells. */
  static Number ofText(String text) {
    return ParameterValues.parseNumber(text);
  }

  static SqlFailure outOfRange(Number value, String type) {
    return new SqlFailure(SqlState.NUMERIC_OUT_OF_RANGE, value + " is out of range for " + type);
  }
}

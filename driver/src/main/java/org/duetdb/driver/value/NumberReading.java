package org.duetdb.driver.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.bson.types.Decimal128;

/**
 * Reads numbers and truth values. Fractions are cut off where a whole number is wanted, as JDBC
 * drivers do; what is too large is refused.
 */
public final class NumberReading {
  /** More than any DECIMAL has; protects from texts such as 1e999999999. */
  private static final int MAX_DIGITS = 10_000;

  private NumberReading() {}

  /** The value as a {@code byte}. */
  public static byte toByte(Object value) {
    long number = toLong(value);
    if (number != (byte) number) {
      throw Misfit.outOfRange(value, "byte");
    }
    return (byte) number;
  }

  /** The value as a {@code short}. */
  public static short toShort(Object value) {
    long number = toLong(value);
    if (number != (short) number) {
      throw Misfit.outOfRange(value, "short");
    }
    return (short) number;
  }

  /** The value as an {@code int}. */
  public static int toInt(Object value) {
    long number = toLong(value);
    if (number != (int) number) {
      throw Misfit.outOfRange(value, "int");
    }
    return (int) number;
  }

  /** The value as a {@code long}. */
  public static long toLong(Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    try {
      return wholePart(value).longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw Misfit.outOfRange(value, "long");
    }
  }

  /** The value as a {@code float}; infinite only if the value is. */
  public static float toFloat(Object value) {
    if (value instanceof Float number) {
      return number;
    }
    double number = toDouble(value);
    if (Float.isInfinite((float) number) && !Double.isInfinite(number)) {
      throw Misfit.outOfRange(value, "float");
    }
    return (float) number;
  }

  /** The value as a {@code double}; infinite only if the value is. */
  public static double toDouble(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Decimal128 decimal && !decimal.isFinite()) {
      return notFinite(decimal);
    }
    double number = toBigDecimal(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw Misfit.outOfRange(value, "double");
    }
    return number;
  }

  /** The value as a {@code BigDecimal}, with its scale. */
  public static BigDecimal toBigDecimal(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof Double || value instanceof Float) {
      return fromFloatingPoint((Number) value);
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Decimal128 number) {
      return fromDecimal128(number);
    }
    if (value instanceof String text) {
      return fromText(text);
    }
    throw Misfit.noConversion(value, "number");
  }

  /** The value as a {@code BigInteger}, its fraction cut off. */
  public static BigInteger toBigInteger(Object value) {
    if (value instanceof BigInteger number) {
      return number;
    }
    BigDecimal whole = wholePart(value);
    if ((long) whole.precision() - whole.scale() > MAX_DIGITS) {
      throw Misfit.outOfRange(value, "BigInteger");
    }
    return whole.toBigInteger();
  }

  /** The value as a truth value: true and false, 1 and 0, or one of SQL's words for them. */
  public static boolean toBoolean(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      return wordToBoolean(text);
    }
    BigDecimal number = toBigDecimal(value);
    if (number.signum() == 0) {
      return false;
    }
    if (number.compareTo(BigDecimal.ONE) == 0) {
      return true;
    }
    throw Misfit.noConversion(value, "truth value");
  }

  private static boolean wordToBoolean(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw Misfit.noConversion(text, "truth value");
    };
  }

  private static BigDecimal wholePart(Object value) {
    // Rounding a number of a large exponent to whole digits would write all its zeros out.
    BigDecimal number = toBigDecimal(value);
    return number.scale() <= 0 ? number : number.setScale(0, RoundingMode.DOWN);
  }

  private static BigDecimal fromFloatingPoint(Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      throw Misfit.outOfRange(value, "BigDecimal");
    }
    return new BigDecimal(value.toString()); // the digits that are shown, not all of the binary
  }

  private static BigDecimal fromDecimal128(Decimal128 value) {
    if (!value.isFinite()) {
      throw Misfit.outOfRange(value, "BigDecimal");
    }
    try {
      return value.bigDecimalValue();
    } catch (ArithmeticException negativeZero) {
      return BigDecimal.ZERO; // because BigDecimal has no sign for zero
    }
  }

  private static double notFinite(Decimal128 value) {
    if (value.isNaN()) {
      return Double.NaN;
    }
    return value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static BigDecimal fromText(String text) {
    try {
      return new BigDecimal(text.trim());
    } catch (NumberFormatException wrong) {
      throw Misfit.noConversion(text, "number", wrong);
    }
  }
}

package org.duetdb.engine.index;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.math.BigDecimal;
import org.bson.types.Decimal128;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.ElementType;

/**
 * Writes the four numeric types as bytes in the order of their one line: eight bytes of the
 * greatest double that is not further from zero than the number, then a flag, and where the number
 * is not that double its exact decimal digits. Nearly every number is a double, and takes nine
 * bytes. NaN comes before everything, both zeros are one, and a negative number is its opposite
 * with all bits turned.
 */
final class NumberKeys {
  private static final byte EXACT = 0;
  private static final byte DIGITS_FOLLOW = 1;

  /** More than the least exponent of a Decimal128 is below zero. */
  private static final int EXPONENT_OFFSET = 1 << 14;

  private static final long SIGN = Long.MIN_VALUE;

  private NumberKeys() {}

  static void write(KeyWriter out, byte[] source, long slot) {
    switch (type(slot)) {
      case ElementType.INT32 -> exact(out, BsonBytes.int32(source, offset(slot)));
      case ElementType.INT64 -> whole(out, BsonBytes.int64(source, offset(slot)));
      case ElementType.DOUBLE -> exact(out, BsonBytes.float64(source, offset(slot)));
      default -> decimal(out, BsonBytes.decimal128(source, offset(slot)));
    }
  }

  private static void exact(KeyWriter out, double value) {
    if (Double.isNaN(value)) {
      out.bigEndian(0L);
      out.put(EXACT);
      return;
    }
    boolean negative = value < 0;
    out.bigEndian(ordered(Math.abs(value), negative));
    out.put(flag(EXACT, negative));
  }

  /** The bits of a magnitude, which is not -0.0, so that unsigned order is the order of numbers. */
  private static long ordered(double magnitude, boolean negative) {
    long bits = Double.doubleToRawLongBits(magnitude) | SIGN;
    return negative ? ~bits : bits;
  }

  private static byte flag(byte flag, boolean negative) {
    return negative ? (byte) ~flag : flag;
  }

  private static void whole(KeyWriter out, long value) {
    double nearest = value;
    if (BsonNumbers.compare(value, nearest) == 0) {
      exact(out, nearest);
    } else {
      inexact(out, BigDecimal.valueOf(value));
    }
  }

  private static void decimal(KeyWriter out, Decimal128 value) {
    if (value.isNaN()) {
      exact(out, Double.NaN);
    } else if (value.isInfinite()) {
      exact(out, value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    } else if (isZero(value)) {
      exact(out, 0.0);
    } else {
      finite(out, value.bigDecimalValue());
    }
  }

  /** A negative zero of any exponent has no BigDecimal. */
  private static boolean isZero(Decimal128 value) {
    var text = value.toString();
    int exponent = text.indexOf('E');
    var digits = exponent < 0 ? text : text.substring(0, exponent);
    return digits.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
  }

  private static void finite(KeyWriter out, BigDecimal value) {
    double nearest = value.doubleValue();
    if (Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(value) == 0) {
      exact(out, nearest);
    } else {
      inexact(out, value);
    }
  }

  private static void inexact(KeyWriter out, BigDecimal value) {
    boolean negative = value.signum() < 0;
    var magnitude = value.abs();
    out.bigEndian(ordered(truncated(magnitude), negative));
    out.put(flag(DIGITS_FOLLOW, negative));
    int from = out.size();
    digits(out, magnitude);
    if (negative) {
      out.invert(from);
    }
  }

  /** The greatest double that is not greater. */
  private static double truncated(BigDecimal magnitude) {
    double nearest = Math.min(magnitude.doubleValue(), Double.MAX_VALUE);
    return new BigDecimal(nearest).compareTo(magnitude) > 0 ? Math.nextDown(nearest) : nearest;
  }

  /** The place of the first digit, then the digits two by two, each pair plus one, and an end. */
  private static void digits(KeyWriter out, BigDecimal magnitude) {
    var stripped = magnitude.stripTrailingZeros();
    var digits = stripped.unscaledValue().toString();
    int exponent = digits.length() - stripped.scale() + EXPONENT_OFFSET;
    out.put((byte) (exponent >>> 8));
    out.put((byte) exponent);
    for (int i = 0; i < digits.length(); i += 2) {
      int tens = digits.charAt(i) - '0';
      int ones = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      out.put((byte) (tens * 10 + ones + 1));
    }
    out.put(KeyWriter.END);
  }
}

package org.duetdb.api.bson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.bson.types.Decimal128;

/**
 * Between {@link Decimal128} and {@link BigDecimal}, with MongoDB's rules for what lies outside: an
 * overflow is an infinity, an underflow a zero, a result is rounded half to even at 34 digits.
 */
public final class Decimals {
  /** The precision of Decimal128. */
  public static final MathContext CONTEXT = new MathContext(34, RoundingMode.HALF_EVEN);

  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final int MAX_EXPONENT = 6111;
  private static final int MIN_EXPONENT = -6176;

  private Decimals() {}

  /**
   * The value of a finite Decimal128; negative zero, which BigDecimal has not got, becomes zero.
   */
  public static BigDecimal toBigDecimal(Decimal128 value) {
    if (value.isNegative()) {
      // bigDecimalValue() refuses negative zero, so the magnitude is taken without the sign bit.
      long high = value.getHigh() & Long.MAX_VALUE;
      return Decimal128.fromIEEE754BIDEncoding(high, value.getLow()).bigDecimalValue().negate();
    }
    return value.bigDecimalValue();
  }

  /** The Decimal128 nearest to a value; infinite where it is too large. */
  public static Decimal128 fromBigDecimal(BigDecimal value) {
    BigDecimal rounded = value.round(CONTEXT);
    if (rounded.signum() == 0) {
      int scale = Math.max(-MAX_EXPONENT, Math.min(-MIN_EXPONENT, rounded.scale()));
      return new Decimal128(new BigDecimal(BigInteger.ZERO, scale));
    }
    if (-rounded.scale() < MIN_EXPONENT) {
      return new Decimal128(rounded.setScale(-MIN_EXPONENT, RoundingMode.HALF_EVEN));
    }
    int excess = -rounded.scale() - MAX_EXPONENT;
    if (excess > 0) {
      if (rounded.precision() + excess > CONTEXT.getPrecision()) {
        return rounded.signum() > 0 ? Decimal128.POSITIVE_INFINITY : Decimal128.NEGATIVE_INFINITY;
      }
      return new Decimal128(rounded.setScale(-MAX_EXPONENT, RoundingMode.UNNECESSARY));
    }
    return new Decimal128(rounded);
  }

  /** The Decimal128 that MongoDB makes of a double: 15 significant digits. */
  public static Decimal128 fromDouble(double value) {
    if (Double.isNaN(value)) {
      return Decimal128.NaN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? Decimal128.POSITIVE_INFINITY : Decimal128.NEGATIVE_INFINITY;
    }
    return fromBigDecimal(new BigDecimal(value).round(DOUBLE_DIGITS));
  }
}

package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.math.BigDecimal;
import org.bson.types.Decimal128;

/**
 * The one numeric line on which int32, int64, double and Decimal128 lie together.
 *
 * <p>Comparison is exact: a long is never rounded to a double on the way. NaN is equal to NaN and
 * less than every other number; -0.0 is equal to 0.0. Equal numbers have equal hashes, whatever
 * their types.
 */
public final class BsonNumbers {
  private static final double TWO_TO_63 = 0x1p63;
  private static final int LONG_DIGITS = 19;

  private BsonNumbers() {}

  /** Compares two numbers; both slots must hold one of the four numeric types. */
  public static int compare(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    byte leftType = type(leftSlot);
    byte rightType = type(rightSlot);
    if (leftType == ElementType.DECIMAL128 || rightType == ElementType.DECIMAL128) {
      return compareDecimals(left, leftSlot, right, rightSlot);
    }
    if (leftType == ElementType.DOUBLE) {
      double value = BsonBytes.float64(left, offset(leftSlot));
      return rightType == ElementType.DOUBLE
          ? compare(value, BsonBytes.float64(right, offset(rightSlot)))
          : -compare(integer(right, rightSlot), value);
    }
    long value = integer(left, leftSlot);
    return rightType == ElementType.DOUBLE
        ? compare(value, BsonBytes.float64(right, offset(rightSlot)))
        : Long.compare(value, integer(right, rightSlot));
  }

  /** Compares two doubles on the numeric line, where NaN is least and the two zeros are one. */
  public static int compare(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    if (left == right) {
      return 0;
    }
    return Boolean.compare(!Double.isNaN(left), !Double.isNaN(right));
  }

  /** Compares a long with a double exactly. */
  public static int compare(long left, double right) {
    double rounded = left;
    if (rounded == right) {
      // Rounding never steps over a double, so only an equal result can hide a difference.
      return right == TWO_TO_63 ? -1 : Long.compare(left, (long) right);
    }
    return rounded < right ? -1 : 1;
  }

  /** Whether the slot holds a NaN. */
  public static boolean isNaN(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> Double.isNaN(BsonBytes.float64(bytes, offset(slot)));
      case ElementType.DECIMAL128 -> BsonBytes.decimal128(bytes, offset(slot)).isNaN();
      default -> false;
    };
  }

  /** The value of a slot that holds an int32 or an int64. */
  public static long integer(byte[] bytes, long slot) {
    return type(slot) == ElementType.INT32
        ? BsonBytes.int32(bytes, offset(slot))
        : BsonBytes.int64(bytes, offset(slot));
  }

  /** The double nearest to the number in the slot. */
  public static double nearestDouble(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> BsonBytes.float64(bytes, offset(slot));
      case ElementType.DECIMAL128 -> nearestDouble(BsonBytes.decimal128(bytes, offset(slot)));
      default -> integer(bytes, slot);
    };
  }

  /** The number in the slot as a Decimal128; a double becomes the 15 digits MongoDB gives it. */
  public static Decimal128 decimal(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DECIMAL128 -> BsonBytes.decimal128(bytes, offset(slot));
      case ElementType.DOUBLE -> Decimals.fromDouble(BsonBytes.float64(bytes, offset(slot)));
      default -> new Decimal128(integer(bytes, slot));
    };
  }

  /** Whether the number in the slot is a whole number that fits a long. */
  public static boolean isLong(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.INT32, ElementType.INT64 -> true;
      case ElementType.DOUBLE -> isLong(BsonBytes.float64(bytes, offset(slot)));
      default -> {
        Decimal128 decimal = BsonBytes.decimal128(bytes, offset(slot));
        yield decimal.isFinite() && isLong(Decimals.toBigDecimal(decimal));
      }
    };
  }

  /** The value of a slot for which {@link #isLong} holds. */
  public static long longValue(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> (long) BsonBytes.float64(bytes, offset(slot));
      case ElementType.DECIMAL128 ->
          Decimals.toBigDecimal(BsonBytes.decimal128(bytes, offset(slot))).longValue();
      default -> integer(bytes, slot);
    };
  }

  /** Whether a double is a whole number that fits a long. */
  public static boolean isLong(double value) {
    return value >= -TWO_TO_63 && value < TWO_TO_63 && value == (long) value;
  }

  static int hash(byte[] bytes, long slot) {
    if (isLong(bytes, slot)) {
      return Long.hashCode(longValue(bytes, slot));
    }
    return Double.hashCode(nearestDouble(bytes, slot));
  }

  private static boolean isLong(BigDecimal value) {
    if (value.signum() == 0) {
      return true;
    }
    int digits = value.precision() - value.scale();
    return digits > 0
        && digits <= LONG_DIGITS
        && value.stripTrailingZeros().scale() <= 0
        && value.toBigInteger().bitLength() < Long.SIZE;
  }

  private static double nearestDouble(Decimal128 value) {
    if (value.isNaN()) {
      return Double.NaN;
    }
    if (value.isInfinite()) {
      return value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Decimals.toBigDecimal(value).doubleValue();
  }

  private static int compareDecimals(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    boolean finite = isFinite(left, leftSlot) && isFinite(right, rightSlot);
    return finite
        ? exact(left, leftSlot).compareTo(exact(right, rightSlot))
        : compareNonFinite(left, leftSlot, right, rightSlot);
  }

  private static int compareNonFinite(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    double leftPlace = isFinite(left, leftSlot) ? 0 : nearestDouble(left, leftSlot);
    double rightPlace = isFinite(right, rightSlot) ? 0 : nearestDouble(right, rightSlot);
    return compare(leftPlace, rightPlace);
  }

  private static boolean isFinite(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> Double.isFinite(BsonBytes.float64(bytes, offset(slot)));
      case ElementType.DECIMAL128 -> BsonBytes.decimal128(bytes, offset(slot)).isFinite();
      default -> true;
    };
  }

  private static BigDecimal exact(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> new BigDecimal(BsonBytes.float64(bytes, offset(slot)));
      case ElementType.DECIMAL128 ->
          Decimals.toBigDecimal(BsonBytes.decimal128(bytes, offset(slot)));
      default -> BigDecimal.valueOf(integer(bytes, slot));
    };
  }
}

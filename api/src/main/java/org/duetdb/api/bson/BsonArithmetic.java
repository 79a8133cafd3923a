package org.duetdb.api.bson;

import java.math.BigDecimal;
import java.util.Optional;
import org.bson.types.Decimal128;

/**
 * Sum and product of two numbers with MongoDB's promotion: the result has the wider type of int32,
 * int64, double and Decimal128, except that an int32 that overflows becomes an int64.
 */
public final class BsonArithmetic {
  /** Which of the two. */
  public enum Operation {
    ADD,
    MULTIPLY
  }

  private BsonArithmetic() {}

  /** The result, or nothing where it does not fit an int64. Both must be numbers. */
  public static Optional<BsonSlice> apply(Operation operation, BsonSlice left, BsonSlice right) {
    boolean add = operation == Operation.ADD;
    if (left.type() == ElementType.DECIMAL128 || right.type() == ElementType.DECIMAL128) {
      return Optional.of(BsonSlice.of(decimal(add, left, right)));
    }
    if (left.type() == ElementType.DOUBLE || right.type() == ElementType.DOUBLE) {
      double first = doubleOf(left);
      double second = doubleOf(right);
      return Optional.of(BsonSlice.of(add ? first + second : first * second));
    }
    boolean small = left.type() == ElementType.INT32 && right.type() == ElementType.INT32;
    return whole(add, integer(left), integer(right), small);
  }

  private static Optional<BsonSlice> whole(boolean add, long first, long second, boolean small) {
    long result;
    try {
      result = add ? Math.addExact(first, second) : Math.multiplyExact(first, second);
    } catch (ArithmeticException overflow) {
      return Optional.empty();
    }
    return Optional.of(
        small && result == (int) result ? BsonSlice.of((int) result) : BsonSlice.of(result));
  }

  private static Decimal128 decimal(boolean add, BsonSlice left, BsonSlice right) {
    Decimal128 first = BsonNumbers.decimal(left.bytes(), left.slot());
    Decimal128 second = BsonNumbers.decimal(right.bytes(), right.slot());
    if (!first.isFinite() || !second.isFinite()) {
      double place = add ? place(first) + place(second) : place(first) * place(second);
      return Decimals.fromDouble(place);
    }
    BigDecimal exact = Decimals.toBigDecimal(first);
    BigDecimal other = Decimals.toBigDecimal(second);
    return Decimals.fromBigDecimal(add ? exact.add(other) : exact.multiply(other));
  }

  /** A double that behaves like the decimal where the other operand is not finite. */
  private static double place(Decimal128 value) {
    if (value.isFinite()) {
      return Decimals.toBigDecimal(value).signum();
    }
    if (value.isNaN()) {
      return Double.NaN;
    }
    return value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static double doubleOf(BsonSlice value) {
    return BsonNumbers.nearestDouble(value.bytes(), value.slot());
  }

  private static long integer(BsonSlice value) {
    return BsonNumbers.integer(value.bytes(), value.slot());
  }
}

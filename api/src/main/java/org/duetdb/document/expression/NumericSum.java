package org.duetdb.document.expression;

import java.math.BigDecimal;
import org.bson.types.Decimal128;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;

/**
 * A sum of numbers of any type. Doubles are added with the error of every step kept, so that the
 * order of the numbers hardly matters; the result has the widest type among them, and whole numbers
 * that fit no int64 become a double. For one thread.
 */
public final class NumericSum {
  private byte widest = ElementType.INT32;
  private long whole;
  private double sum;
  private double error;
  private double plain;
  private BigDecimal decimals = BigDecimal.ZERO;
  private double special;

  /** Adds a number. */
  public void add(BsonSlice number) {
    widest = wider(widest, number.type());
    switch (number.type()) {
      case ElementType.DECIMAL128 -> addDecimal(BsonNumbers.decimal(number.bytes(), number.slot()));
      case ElementType.DOUBLE -> addDouble(Values.number(number));
      default -> addWhole(BsonNumbers.integer(number.bytes(), number.slot()));
    }
  }

  /** The sum so far; an int32 zero if nothing was added. */
  public BsonSlice result() {
    return switch (widest) {
      case ElementType.DECIMAL128 -> BsonSlice.of(decimal());
      case ElementType.DOUBLE -> BsonSlice.of(total());
      default -> wholeResult();
    };
  }

  /** The sum divided by a number of values. */
  public BsonSlice dividedBy(long count) {
    if (widest != ElementType.DECIMAL128) {
      return BsonSlice.of(total() / count);
    }
    Decimal128 total = decimal();
    return BsonSlice.of(
        total.isFinite()
            ? Decimals.fromBigDecimal(
                Decimals.toBigDecimal(total).divide(BigDecimal.valueOf(count), Decimals.CONTEXT))
            : total);
  }

  /** The wider of two numeric types. */
  static byte wider(byte left, byte right) {
    return width(left) >= width(right) ? left : right;
  }

  private static int width(byte type) {
    return switch (type) {
      case ElementType.INT32 -> 0;
      case ElementType.INT64 -> 1;
      case ElementType.DOUBLE -> 2;
      default -> 3;
    };
  }

  private void addWhole(long value) {
    long next = whole + value;
    if (((whole ^ next) & (value ^ next)) < 0) {
      addDouble((double) whole);
      whole = value;
    } else {
      whole = next;
    }
  }

  private void addDouble(double value) {
    plain += value;
    double next = sum + value;
    double part = next - sum;
    error += (sum - (next - part)) + (value - part);
    sum = next;
  }

  private void addDecimal(Decimal128 value) {
    if (value.isFinite()) {
      decimals = decimals.add(Decimals.toBigDecimal(value));
    } else {
      special += BsonNumbers.nearestDouble(BsonSlice.of(value).bytes(), BsonSlice.of(value).slot());
    }
  }

  private double total() {
    double exact = sum + (error + whole);
    // Infinities make the error a NaN; then the plain sum is right.
    return Double.isNaN(exact) ? plain + whole : exact;
  }

  private Decimal128 decimal() {
    double others = total();
    if (special != 0 || Double.isNaN(special) || !Double.isFinite(others)) {
      return Decimals.fromDouble(special + others);
    }
    BigDecimal doubles = Decimals.toBigDecimal(Decimals.fromDouble(sum + error));
    return Decimals.fromBigDecimal(decimals.add(doubles).add(BigDecimal.valueOf(whole)));
  }

  private BsonSlice wholeResult() {
    if (sum != 0) {
      return BsonSlice.of(total());
    }
    boolean small = widest == ElementType.INT32 && whole == (int) whole;
    return small ? BsonSlice.of((int) whole) : BsonSlice.of(whole);
  }
}

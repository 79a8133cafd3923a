package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.math.RoundingMode;
import java.util.List;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** {@code $mod}: the number, cut to a whole one, divided by the divisor leaves the remainder. */
record ModTest(long divisor, long remainder) implements ValueTest {
  static ModTest parse(BsonValue argument) {
    if (!argument.isArray()) {
      throw malformed("needs to be an array");
    }
    List<BsonValue> numbers = argument.asArray();
    if (numbers.size() < 2) {
      throw malformed("not enough elements");
    }
    if (numbers.size() > 2) {
      throw malformed("too many elements");
    }
    long divisor = number("divisor", numbers.get(0));
    long remainder = number("remainder", numbers.get(1));
    if (divisor == 0) {
      throw new DuetException(ErrorCode.BAD_VALUE, "divisor cannot be 0");
    }
    return new ModTest(divisor, remainder);
  }

  @Override
  public boolean test(byte[] bytes, long slot) {
    if (!ElementType.isNumber(type(slot)) || !fitsLong(bytes, slot)) {
      return false;
    }
    return cut(bytes, slot) % divisor == remainder;
  }

  private static boolean fitsLong(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> fitsLong(BsonBytes.float64(bytes, offset(slot)));
      case ElementType.DECIMAL128 -> {
        Decimal128 value = BsonBytes.decimal128(bytes, offset(slot));
        yield value.isFinite() && fitsLong(BsonNumbers.nearestDouble(bytes, slot));
      }
      default -> true;
    };
  }

  private static boolean fitsLong(double value) {
    return value >= -0x1p63 && value < 0x1p63;
  }

  private static long cut(byte[] bytes, long slot) {
    return switch (type(slot)) {
      case ElementType.DOUBLE -> (long) BsonBytes.float64(bytes, offset(slot));
      case ElementType.DECIMAL128 ->
          Decimals.toBigDecimal(BsonBytes.decimal128(bytes, offset(slot)))
              .setScale(0, RoundingMode.DOWN)
              .longValue();
      default -> BsonNumbers.integer(bytes, slot);
    };
  }

  private static long number(String role, BsonValue value) {
    if (!Numbers.isNumber(value)) {
      throw malformed(role + " not a number");
    }
    BsonSlice slice = BsonSlice.of(value);
    if (!fitsLong(slice.bytes(), slice.slot())) {
      throw malformed(role + " value is invalid :: caused by :: " + whyInvalid(value));
    }
    return cut(slice.bytes(), slice.slot());
  }

  private static String whyInvalid(BsonValue value) {
    return Double.isFinite(Numbers.doubleValue(value))
        ? "Out of bounds coercing to integral value"
        : "Unable to coerce NaN/Inf to integral type";
  }

  private static DuetException malformed(String why) {
    return new DuetException(ErrorCode.BAD_VALUE, "malformed mod, " + why);
  }
}

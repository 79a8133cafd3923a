package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.BitSet;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * {@code $bitsAllSet}, {@code $bitsAllClear}, {@code $bitsAnySet}, {@code $bitsAnyClear} of whole
 * numbers (sign-extended) and of binary data (zero-extended, least significant bit of the first
 * byte first).
 */
final class BitTest implements ValueTest {
  private final BitSet positions;
  private final long mask;
  private final boolean all;
  private final boolean set;

  private BitTest(BitSet positions, boolean all, boolean set) {
    this.positions = positions;
    this.mask = mask(positions);
    this.all = all;
    this.set = set;
  }

  static BitTest parse(String operator, BsonValue argument) {
    boolean all = operator.startsWith("$bitsAll");
    return new BitTest(positions(operator, argument), all, operator.endsWith("Set"));
  }

  @Override
  public boolean test(byte[] bytes, long slot) {
    if (type(slot) == ElementType.BINARY) {
      return testBinary(bytes, offset(slot));
    }
    if (!ElementType.isNumber(type(slot)) || !BsonNumbers.isLong(bytes, slot)) {
      return false;
    }
    long value = BsonNumbers.longValue(bytes, slot);
    long hits = (set ? value : ~value) & mask;
    return all ? hits == mask : hits != 0;
  }

  private boolean testBinary(byte[] bytes, int at) {
    int bits = BsonBytes.int32(bytes, at) * Byte.SIZE;
    for (int i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
      boolean isSet = i < bits && (bytes[at + 5 + i / Byte.SIZE] >> i % Byte.SIZE & 1) != 0;
      if ((isSet == set) != all) {
        return !all;
      }
    }
    return all;
  }

  private static long mask(BitSet positions) {
    long mask = 0;
    for (int i = positions.nextSetBit(0); i >= 0; i = positions.nextSetBit(i + 1)) {
      // Numbers are sign-extended, so every higher bit is the highest.
      mask |= 1L << Math.min(i, Long.SIZE - 1);
    }
    return mask;
  }

  private static BitSet positions(String operator, BsonValue argument) {
    if (argument.isArray()) {
      BitSet positions = new BitSet();
      argument.asArray().forEach(position -> positions.set(position(position)));
      return positions;
    }
    if (Numbers.isNumber(argument)) {
      return BitSet.valueOf(new long[] {Numbers.nonNegative(operator, argument)});
    }
    if (argument.isBinary()) {
      return BitSet.valueOf(argument.asBinary().getData());
    }
    throw new DuetException(
        ErrorCode.BAD_VALUE,
        operator
            + " takes an Array, a number, or a BinData but received: "
            + operator
            + ": "
            + BsonText.of(argument));
  }

  private static int position(BsonValue position) {
    if (!Numbers.isNumber(position)) {
      throw badPosition("must be an integer but got: ", position);
    }
    double number = Numbers.doubleValue(position);
    if (number != Math.rint(number)) {
      throw badPosition("must be an integer but got: ", position);
    }
    if (number < 0) {
      throw badPosition("must be >= 0 but got: ", position);
    }
    if (number > Integer.MAX_VALUE) {
      throw badPosition("cannot be represented as a 32-bit signed integer: ", position);
    }
    return (int) number;
  }

  private static DuetException badPosition(String why, BsonValue position) {
    return new DuetException(ErrorCode.BAD_VALUE, "bit positions " + why + BsonText.of(position));
  }
}

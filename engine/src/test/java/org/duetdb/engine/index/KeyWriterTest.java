package org.duetdb.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonSlice;
import org.junit.jupiter.api.Test;

/** The unsigned order of encoded keys is the order of BSON values. */
final class KeyWriterTest {
  private static final int RANDOM_VALUES = 500;

  private static List<BsonValue> numbers() {
    var numbers = new ArrayList<BsonValue>();
    for (var text :
        List.of(
            "0",
            "-0",
            "0E+10",
            "-0E-7",
            "0.1",
            "-0.1",
            "0.5",
            "1",
            "1.0",
            "9007199254740993",
            "9007199254740993.5",
            "1E-6000",
            "-1E-6000",
            "1E+6000",
            "-1E+6000",
            "1.1E+6000",
            "9223372036854775807",
            "9223372036854775807.5",
            "4.9E-324",
            "5E-324",
            "1.7976931348623157E+308",
            "1.8E+308",
            "NaN",
            "Infinity",
            "-Infinity")) {
      numbers.add(new BsonDecimal128(Decimal128.parse(text)));
    }
    for (double value :
        new double[] {
          0.0,
          -0.0,
          0.1,
          -0.1,
          0.5,
          1,
          2,
          255,
          256,
          1e300,
          -1e300,
          9007199254740992.0,
          9007199254740994.0,
          0x1p63,
          -0x1p63,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      numbers.add(new BsonDouble(value));
    }
    for (long value :
        new long[] {
          0,
          1,
          -1,
          2,
          255,
          256,
          9007199254740991L,
          9007199254740992L,
          9007199254740993L,
          -9007199254740993L,
          Long.MAX_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1
        }) {
      numbers.add(new BsonInt64(value));
    }
    numbers.add(new BsonInt32(1));
    numbers.add(new BsonInt32(Integer.MIN_VALUE));
    return numbers;
  }

  private static List<BsonValue> others() {
    return List.of(
        new BsonMinKey(),
        new BsonMaxKey(),
        new BsonNull(),
        new BsonUndefined(),
        new BsonString(""),
        new BsonString("a"),
        new BsonString("a\0"),
        new BsonString("a\0b"),
        new BsonString("a\1"),
        new BsonString("a\1\1"),
        new BsonString("a\2"),
        new BsonString("ab"),
        new BsonString("\u00e9"),
        new BsonString("\ud83d\ude00"),
        new BsonSymbol("ab"),
        new BsonDocument(),
        BsonDocument.parse("{a: 1}"),
        BsonDocument.parse("{a: 1, b: 2}"),
        BsonDocument.parse("{a: 'x'}"),
        BsonDocument.parse("{ab: 1}"),
        BsonDocument.parse("{a: {b: 1}}"),
        new BsonArray(),
        new BsonArray(List.of(new BsonInt32(1))),
        new BsonArray(List.of(new BsonInt32(1), new BsonString("x"))),
        new BsonArray(List.of(new BsonArray())),
        new BsonBinary(new byte[] {1, 2}),
        new BsonBinary(new byte[] {0}),
        new BsonBinary((byte) 5, new byte[] {1, 2}),
        new BsonObjectId(new ObjectId("000000000000000000000001")),
        new BsonObjectId(new ObjectId("ff0000000000000000000001")),
        BsonBoolean.FALSE,
        BsonBoolean.TRUE,
        new BsonDateTime(-1),
        new BsonDateTime(0),
        new BsonDateTime(1_700_000_000_000L),
        new BsonTimestamp(-1L),
        new BsonTimestamp(1),
        new BsonRegularExpression("a", "i"),
        new BsonRegularExpression("a", "m"),
        new BsonRegularExpression("ab", ""),
        new BsonJavaScript("f()"));
  }

  private static BsonValue random(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 9)) {
      case 0 -> new BsonInt32(random.nextInt(100) - 50);
      case 1 -> new BsonInt64(random.nextLong() >> random.nextInt(64));
      case 2 -> new BsonDouble(Double.longBitsToDouble(random.nextLong()));
      case 3 ->
          new BsonDecimal128(
              new Decimal128(
                  new BigDecimal(random.nextInt(10_000))
                      .scaleByPowerOfTen(random.nextInt(20) - 10)));
      case 4 -> new BsonDouble(random.nextInt(200) / 2.0 - 50);
      case 5 -> new BsonDateTime(random.nextInt());
      case 6 -> new BsonString(Integer.toString(random.nextInt(1000), 2));
      case 7 ->
          new BsonDocument("a", random(random, depth - 1)).append("b", random(random, depth - 1));
      default -> new BsonArray(List.of(random(random, depth - 1), random(random, depth - 1)));
    };
  }

  private static byte[] key(BsonValue value, boolean descending) {
    var writer = new KeyWriter();
    writer.value(BsonSlice.of(value), descending);
    return writer.toBytes();
  }

  private static void agree(List<BsonValue> values) {
    var keys = values.stream().map(value -> key(value, false)).toList();
    var turned = values.stream().map(value -> key(value, true)).toList();
    for (int i = 0; i < values.size(); i++) {
      var slice = BsonSlice.of(values.get(i));
      for (int j = 0; j < values.size(); j++) {
        int order = Integer.signum(slice.compareTo(BsonSlice.of(values.get(j))));
        if (Integer.signum(Arrays.compareUnsigned(keys.get(i), keys.get(j))) != order
            || Integer.signum(Arrays.compareUnsigned(turned.get(i), turned.get(j))) != -order) {
          throw new AssertionError(
              values.get(i) + " and " + values.get(j) + " must be in order " + order);
        }
        if (order != 0 && startsWith(keys.get(i), keys.get(j))) {
          throw new AssertionError(values.get(i) + " begins like " + values.get(j));
        }
      }
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Test
  void numbersOfAllTypesLieOnOneLine() {
    agree(numbers());
  }

  @Test
  void everyTypeHasItsPlaceAndItsOrder() {
    var values = new ArrayList<>(others());
    values.addAll(numbers());
    agree(values);
  }

  @Test
  void randomValuesAreInOrderToo() {
    var random = new Random(20250723);
    var values = new ArrayList<BsonValue>();
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(random(random, 2));
    }
    agree(values);
  }

  @Test
  void aWholeNumberTakesTenBytes() {
    assertThat(key(new BsonInt32(42), false)).hasSize(10);
    assertThat(key(new BsonInt64(42), false)).isEqualTo(key(new BsonDouble(42), false));
  }
}

package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.document.model.RandomBson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BsonOrderTest {
  /** Each value is less than the next. */
  private static final List<String> ASCENDING =
      List.of(
          "{$minKey: 1}",
          "{$undefined: true}",
          "null",
          "{$numberDouble: 'NaN'}",
          "{$numberDouble: '-Infinity'}",
          "{$numberDecimal: '-1E+6000'}",
          "-1.5",
          "{$numberDecimal: '-0.1'}",
          "0",
          "{$numberDecimal: '0.1'}",
          "0.1",
          "1",
          "{$numberLong: '9007199254740992'}",
          "{$numberLong: '9007199254740993'}",
          "{$numberLong: '9223372036854775807'}",
          "9223372036854775808.0",
          "{$numberDecimal: '9223372036854775808.5'}",
          "{$numberDouble: 'Infinity'}",
          "''",
          "'a'",
          "'ab'",
          "'b'",
          "'\u00e9'",
          "'\uFFFD'",
          "'\uD83D\uDE00'",
          "{}",
          "{a: 1}",
          "{a: 1, b: 1}",
          "{b: 1}",
          "{a: 'x'}",
          "[]",
          "[1]",
          "[1, 2]",
          "[2]",
          "{$binary: {base64: '', subType: '00'}}",
          "{$binary: {base64: 'AA==', subType: '00'}}",
          "{$binary: {base64: 'AA==', subType: '05'}}",
          "{$binary: {base64: 'AAA=', subType: '00'}}",
          "{$oid: '000000000000000000000000'}",
          "{$oid: 'ff0000000000000000000000'}",
          "false",
          "true",
          "{$date: {$numberLong: '-1'}}",
          "{$date: {$numberLong: '1'}}",
          "{$timestamp: {t: 1, i: 1}}",
          "{$timestamp: {t: 4294967295, i: 1}}",
          "{$regularExpression: {pattern: 'a', options: ''}}",
          "{$regularExpression: {pattern: 'a', options: 'i'}}",
          "{$regularExpression: {pattern: 'b', options: ''}}",
          "{$dbPointer: {'$ref': 'c', '$id': {'$oid': '000000000000000000000000'}}}",
          "{$code: 'x'}",
          "{$code: 'x', $scope: {}}",
          "{$code: 'x', $scope: {a: 1}}",
          "{$maxKey: 1}");

  @Test
  void valuesOfAllTypesAreInMongosOrder() {
    List<BsonSlice> values = ASCENDING.stream().map(BsonOrderTest::slice).toList();

    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertThat(Integer.signum(values.get(i).compareTo(values.get(j))))
            .as("%s compared with %s", ASCENDING.get(i), ASCENDING.get(j))
            .isEqualTo(Integer.compare(i, j));
        assertThat(values.get(i).equals(values.get(j))).isEqualTo(i == j);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                       | {$numberLong: '1'}
          1                       | 1.0
          1                       | {$numberDecimal: '1.000'}
          0.0                     | -0.0
          0                       | {$numberDecimal: '-0'}
          1.5                     | {$numberDecimal: '1.5'}
          {$numberDouble: 'NaN'}  | {$numberDecimal: 'NaN'}
          {$numberDouble: 'Infinity'} | {$numberDecimal: 'Infinity'}
          'x'                     | {$symbol: 'x'}
          {a: 1, b: [2.0]}        | {a: 1.0, b: [{$numberLong: '2'}]}
          {$numberLong: '9007199254740992'} | 9007199254740992.0
          """)
  void equalValuesOfDifferentTypesHaveEqualHashes(String left, String right) {
    BsonSlice one = slice(left);
    BsonSlice other = slice(right);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
  }

  @Test
  void orderIsAntisymmetricAndTransitiveAndAgreesWithEqualityAndHash() {
    RandomBson random = new RandomBson(new SplittableRandom(7), true);
    for (int i = 0; i < 20_000; i++) {
      List<BsonSlice> three =
          Stream.generate(() -> BsonSlice.of(random.value(3))).limit(3).sorted().toList();
      BsonSlice low = three.get(0);
      BsonSlice middle = three.get(1);
      BsonSlice high = three.get(2);

      assertThat(low.compareTo(high)).isLessThanOrEqualTo(0);
      assertThat(Integer.signum(high.compareTo(low)))
          .isEqualTo(-Integer.signum(low.compareTo(high)));
      boolean equal = low.compareTo(middle) == 0;
      assertThat(low.equals(middle)).isEqualTo(equal);
      if (equal) {
        assertThat(low).hasSameHashCodeAs(middle);
      }
    }
  }

  @Test
  void onlyEqualBytesOfTheSameTypeAreIdentical() {
    BsonSlice one = slice("1");
    BsonSlice wide = slice("{$numberLong: '1'}");

    assertThat(BsonOrder.identical(one.bytes(), one.slot(), wide.bytes(), wide.slot())).isFalse();
    assertThat(BsonOrder.identical(one.bytes(), one.slot(), slice("1").bytes(), slice("1").slot()))
        .isTrue();
  }

  private static BsonSlice slice(String json) {
    BsonValue value = BsonDocument.parse("{v: " + json + "}").get("v");
    return BsonSlice.of(value);
  }
}

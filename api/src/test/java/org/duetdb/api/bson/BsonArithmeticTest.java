package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonArithmetic.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BsonArithmeticTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                     | 2                     | int: 3      | int: 2
          2147483647            | 2                     | long: 2147483649 | long: 4294967294
          1                     | {$numberLong: '2'}    | long: 3     | long: 2
          1                     | 2.5                   | double: 3.5 | double: 2.5
          1                     | {$numberDecimal: '2.5'} | decimal: 3.5 | decimal: 2.5
          0.1                   | {$numberDecimal: '0.2'} | decimal: 0.300000000000000 | decimal: 0.0200000000000000
          {$numberLong: '9223372036854775807'} | 1      | overflow    | long: 9223372036854775807
          {$numberLong: '9223372036854775807'} | 2      | overflow    | overflow
          {$numberDecimal: 'Infinity'} | {$numberDecimal: '-Infinity'} | decimal: NaN | decimal: -Infinity
          {$numberDecimal: 'Infinity'} | 0              | decimal: Infinity | decimal: NaN
          {$numberDecimal: '9E+6144'} | {$numberDecimal: '9E+6144'} | decimal: Infinity | decimal: Infinity
          """)
  void promotesAsMongoDoes(String left, String right, String sum, String product) {
    assertThat(result(Operation.ADD, left, right)).isEqualTo(sum);
    assertThat(result(Operation.MULTIPLY, left, right)).isEqualTo(product);
  }

  private static String result(Operation operation, String left, String right) {
    return BsonArithmetic.apply(operation, slice(left), slice(right))
        .map(value -> ElementType.nameOf(value.type()) + ": " + value)
        .orElse("overflow");
  }

  private static BsonSlice slice(String json) {
    return BsonSlice.of(BsonDocument.parse("{v: " + json + "}").get("v"));
  }
}

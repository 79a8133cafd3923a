package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.model.RandomBson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentKeyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1                                     | 1
          1.0                                   | 1
          {$numberLong: '5000000000'}           | 5000000000
          1.5                                   | 1.5
          'x'                                   | "x"
          {$oid: '507f1f77bcf86cd799439011'}    | ObjectId('507f1f77bcf86cd799439011')
          {$uuid: '00112233-4455-6677-8899-aabbccddeeff'} | UUID("00112233-4455-6677-8899-aabbccddeeff")
          {a: 'foo', b: 1}                      | { a: "foo", b: 1 }
          null                                  | null
          true                                  | true
          {$date: {$numberLong: '5'}}           | new Date(5)
          {$binary: {base64: 'AQ==', subType: '00'}} | BinData(0, 01)
          """)
  void printsItsValueAsMongoDoes(String value, String text) {
    assertThat(key(value)).hasToString(text);
  }

  @Test
  void isTheSameFromBytesAndFromAValue() {
    BsonDocument document = BsonDocument.parse("{x: 1, _id: 'k'}");

    assertThat(DocumentKey.of(BsonCodecs.encode(document)))
        .isEqualTo(DocumentKey.of(document.get("_id")))
        .hasSameHashCodeAs(DocumentKey.of(document.get("_id")));
  }

  @Test
  void agreesWithTheOrderOfItsValue() {
    RandomBson random = new RandomBson(new SplittableRandom(11), true);
    for (int i = 0; i < 20_000; i++) {
      BsonValue left = notArray(random);
      BsonValue right = notArray(random);
      DocumentKey leftKey = DocumentKey.of(left);
      DocumentKey rightKey = DocumentKey.of(right);
      int order = Integer.signum(BsonSlice.of(left).compareTo(BsonSlice.of(right)));

      assertThat(Integer.signum(leftKey.compareTo(rightKey))).isEqualTo(order);
      assertThat(leftKey.equals(rightKey)).as("%s and %s", left, right).isEqualTo(order == 0);
      assertThat(order != 0 || leftKey.hashCode() == rightKey.hashCode()).isTrue();
      assertThat(leftKey.value()).isEqualTo(BsonSlice.of(left));
    }
  }

  @Test
  void objectIdsAndUuidsAreOrderedByTheirBytes() {
    List<String> ascending =
        List.of(
            "{$binary: {base64: 'AQ==', subType: '00'}}",
            "{$uuid: '00112233-4455-6677-8899-aabbccddeeff'}",
            "{$uuid: 'ff112233-4455-6677-8899-aabbccddeeff'}",
            "{$binary: {base64: 'AAAAAAAAAAAAAAAAAAAAAAA=', subType: '00'}}",
            "{$oid: '507f1f77bcf86cd799439011'}",
            "{$oid: '507f1f77bcf86cd7994390ff'}",
            "{$oid: 'ff7f1f77bcf86cd799439011'}");

    assertThat(ascending.stream().map(DocumentKeyTest::key)).isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1]", "{$regularExpression: {pattern: 'x', options: ''}}", "{$undefined: true}"})
  void valueThatCannotBeAnIdIsRefused(String value) {
    assertThatThrownBy(() -> key(value))
        .isInstanceOfSatisfying(
            DuetException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ID_FIELD))
        .hasMessageStartingWith("The '_id' value cannot be of type ");
  }

  @Test
  void documentWithoutIdHasNoKey() {
    byte[] document = BsonCodecs.encode(BsonDocument.parse("{a: 1}"));

    assertThatThrownBy(() -> DocumentKey.of(document)).isInstanceOf(IllegalArgumentException.class);
  }

  private static BsonValue notArray(RandomBson random) {
    BsonValue value = random.value(2);
    while (value.isArray()) {
      value = random.value(2);
    }
    return value;
  }

  private static DocumentKey key(String value) {
    return DocumentKey.of(BsonDocument.parse("{v: " + value + "}").get("v"));
  }
}

package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a         | {a: 5}             | 5
          ab        | {a: 4, ab: 5}      | 5
          a         | {ab: 4, a: 5}      | 5
          a.b       | {a: {b: 5}}        | 5
          a.1       | {a: [4, 5]}        | 5
          a.1.b     | {a: [4, {b: 5}]}   | 5
          a.b       | {a: [{b: 5}]}      | missing
          a.b       | {a: 5}             | missing
          a.2       | {a: [4, 5]}        | missing
          b         | {a: 5}             | missing
          ä.ö       | {ä: {ö: 'ü'}}      | "ü"
          """)
  void resolvesToAtMostOneValue(String path, String document, String expected) {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse(document));

    long slot = FieldPath.of(path).resolve(bytes);

    assertThat(slot == BsonBytes.NO_SLOT ? "missing" : BsonText.of(bytes, slot))
        .isEqualTo(expected);
  }

  @Test
  void knowsItsComponents() {
    FieldPath path = FieldPath.of("a.0.b");

    assertThat(path.components()).containsExactly("a", "0", "b");
    assertThat(path.isNumeric(1)).isTrue();
    assertThat(path.isNumeric(2)).isFalse();
    assertThat(path.withoutFirst(1)).isEqualTo(FieldPath.of("0.b")).hasToString("0.b");
    assertThat(FieldPath.of("a.0").isPrefixOf(path)).isTrue();
    assertThat(FieldPath.of("a.1").isPrefixOf(path)).isFalse();
    assertThat(path.isPrefixOf(FieldPath.of("a.0"))).isFalse();
  }

  @Test
  void emptyComponentsAreKept() {
    assertThat(FieldPath.of("a..b.").components()).containsExactly("a", "", "b", "");
  }
}

package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewDocumentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1}            | {_id: 7, a: 1}
          {}                | {_id: 7}
          {a: 1, _id: 2, b: 3} | {_id: 2, a: 1, b: 3}
          {a: 1, _id: 2}    | {_id: 2, a: 1}
          """)
  void bringsTheIdToTheFront(String given, String stored) {
    byte[] prepared = NewDocument.prepare(bytes(given), () -> BsonSlice.of(7));

    assertThat(prepared).isEqualTo(bytes(stored));
  }

  @Test
  void documentThatIsReadyStaysTheSameArray() {
    byte[] document = bytes("{_id: 2, a: 1}");

    assertThat(NewDocument.prepare(document, () -> BsonSlice.of(7))).isSameAs(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {_id: [1]}        | 53 | The '_id' value cannot be of type array
          {_id: {$undefined: true}} | 53 | The '_id' value cannot be of type undefined
          {_id: {$regularExpression: {pattern: 'x', options: ''}}} | 53 | The '_id' value cannot be of type regex
          {_id: {$a: 1}}    | 52 | _id fields may not contain '$'-prefixed fields
          """)
  void idThatIsNotAllowedIsRefused(String document, int code, String message) {
    assertThatThrownBy(() -> NewDocument.prepare(bytes(document), () -> BsonSlice.of(7)))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(code))
        .hasMessageStartingWith(message);
  }

  private static byte[] bytes(String json) {
    return BsonCodecs.encode(BsonDocument.parse(json));
  }
}

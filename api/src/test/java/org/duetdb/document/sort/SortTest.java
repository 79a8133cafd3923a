package org.duetdb.document.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1}        | [{a: 2}, {a: 1}, {a: 1.5}]            | [{a: 1}, {a: 1.5}, {a: 2}]
          {a: -1}       | [{a: 2}, {a: 'x'}, {}]                | [{a: 'x'}, {a: 2}, {}]
          {a: 1}        | [{a: 0}, {}, {a: null}, {a: []}]      | [{a: []}, {}, {a: null}, {a: 0}]
          {a: 1}        | [{a: [5, 1]}, {a: 2}]                 | [{a: [5, 1]}, {a: 2}]
          {a: -1}       | [{a: 2}, {a: [5, 1]}]                 | [{a: [5, 1]}, {a: 2}]
          {'a.b': 1}    | [{a: {b: 2}}, {a: [{b: 9}, {b: 1}]}]  | [{a: [{b: 9}, {b: 1}]}, {a: {b: 2}}]
          {'a.0': -1}   | [{a: [1, 9]}, {a: [2, 3]}]            | [{a: [2, 3]}, {a: [1, 9]}]
          {a: 1, b: -1} | [{a: 1, b: 1}, {a: 1, b: 2}, {a: 0}]  | [{a: 0}, {a: 1, b: 2}, {a: 1, b: 1}]
          {'a.b': 1, 'a.c': 1} | [{a: [{b: 1, c: 9}, {b: 2, c: 1}]}, {a: {b: 1, c: 5}}] | [{a: {b: 1, c: 5}}, {a: [{b: 1, c: 9}, {b: 2, c: 1}]}]
          """)
  void sortsByTheValueAPathLeadsTo(String sort, String documents, String sorted) {
    List<byte[]> list = documents(documents);

    list.sort(SortCompiler.compile(BsonDocument.parse(sort)));

    assertThat(list)
        .extracting(BsonText::ofDocument)
        .isEqualTo(documents(sorted).stream().map(BsonText::ofDocument).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 2}          | 15975 | $sort key ordering must be 1 (for ascending) or -1 (for descending)
          {a: 'x'}        | 15974 | Illegal key in $sort specification: a: "x"
          {'': 1}         | 40352 | FieldPath cannot be constructed with empty string
          {$a: 1}         | 16410 | FieldPath field names may not start with '$'.
          """)
  void isRefused(String sort, int number, String message) {
    assertThatThrownBy(() -> SortCompiler.compile(BsonDocument.parse(sort)))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(number))
        .hasMessageStartingWith(message);
  }

  @Test
  void arraysBesideEachOtherAreRefused() {
    List<byte[]> list = documents("[{a: [1, 2], b: [1, 2]}, {a: 1, b: 1}]");

    assertThatThrownBy(() -> list.sort(SortCompiler.compile(BsonDocument.parse("{a: 1, b: 1}"))))
        .hasMessage("cannot sort with keys that are parallel arrays");
  }

  private static List<byte[]> documents(String json) {
    byte[][] documents =
        BsonDocument.parse("{d: " + json + "}").getArray("d").stream()
            .map(value -> BsonCodecs.encode(value.asDocument()))
            .toArray(byte[][]::new);
    return Arrays.asList(documents);
  }
}

package org.duetdb.document.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.filter.FilterCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which document an upsert inserts, and what a replacement makes of a document. */
class UpsertTest {
  private static final BsonSlice GENERATED = BsonSlice.of(77);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1}                    | {$set: {b: 2}}         | {_id: 77, a: 1, b: 2}
          {_id: 5, a: 1}            | {$inc: {a: 2}}         | {_id: 5, a: 3}
          {a: 1, _id: 5}            | {$set: {b: 2}}         | {_id: 5, a: 1, b: 2}
          {a: {$gt: 1}}             | {$set: {b: 2}}         | {_id: 77, b: 2}
          {a: {$eq: 1}}             | {$set: {b: 2}}         | {_id: 77, a: 1, b: 2}
          {a: {$in: [4]}}           | {$set: {b: 2}}         | {_id: 77, a: 4, b: 2}
          {a: {$in: [4, 5]}}        | {$set: {b: 2}}         | {_id: 77, b: 2}
          {$and: [{a: 1}, {b: 2}]}  | {$set: {c: 3}}         | {_id: 77, a: 1, b: 2, c: 3}
          {$or: [{a: 1}]}           | {$set: {c: 3}}         | {_id: 77, a: 1, c: 3}
          {$or: [{a: 1}, {a: 2}]}   | {$set: {c: 3}}         | {_id: 77, c: 3}
          {'a.b': 1}                | {$set: {'a.c': 3}}     | {_id: 77, a: {b: 1, c: 3}}
          {a: 1}                    | {$setOnInsert: {a: 9}} | {_id: 77, a: 9}
          {}                        | {$set: {_id: 3}}       | {_id: 3}
          {a: 1}                    | {$unset: {a: 1}}       | {_id: 77}
          {a: {$regularExpression: {pattern: 'x', options: ''}}} | {$set: {b: 2}} | {_id: 77, b: 2}
          """)
  void insertsWhatTheFilterHoldsEqualThenTheUpdate(String filter, String update, String inserted) {
    byte[] document =
        UpdateCompiler.compile(parse(update))
            .insert(FilterCompiler.compile(parse(filter)).equalities(), GENERATED, new Object[0]);

    assertThat(BsonCodecs.decodeDocument(document).toJson()).isEqualTo(parse(inserted).toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1}            | {b: 2}           | {_id: 77, b: 2}
          {_id: 5, a: 1}    | {b: 2}           | {_id: 5, b: 2}
          {_id: 5}          | {b: 2, _id: 5.0} | {_id: 5, b: 2}
          {a: 1}            | {b: 2, _id: 6}   | {_id: 6, b: 2}
          """)
  void replacementInsertsItselfWithTheIdOfTheFilter(String filter, String replacement, String doc) {
    byte[] document =
        Replacement.of(parse(replacement))
            .insert(FilterCompiler.compile(parse(filter)).equalities(), GENERATED);

    assertThat(BsonCodecs.decodeDocument(document).toJson()).isEqualTo(parse(doc).toJson());
  }

  @Test
  void replacementKeepsTheIdAndNothingElse() {
    byte[] next = Replacement.of(parse("{b: 2}")).apply(bytes("{_id: 1, a: 1}"), new Object[0]);

    assertThat(BsonCodecs.decodeDocument(next)).isEqualTo(parse("{_id: 1, b: 2}"));
  }

  @Test
  void replacementByTheSameReturnsTheSameArray() {
    byte[] document = bytes("{_id: 1, a: 1}");

    assertThat(Replacement.of(parse("{a: 1}")).apply(document, new Object[0])).isSameAs(document);
    assertThat(Replacement.of(parse("{a: 1, _id: 1}")).apply(document, new Object[0]))
        .isSameAs(document);
  }

  private static BsonDocument parse(String json) {
    return BsonDocument.parse(json);
  }

  private static byte[] bytes(String json) {
    return BsonCodecs.encode(parse(json));
  }
}

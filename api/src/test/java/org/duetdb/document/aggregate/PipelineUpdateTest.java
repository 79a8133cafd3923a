package org.duetdb.document.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineUpdateTest {
  private static final Object[] PARAMETERS = {Instant.ofEpochMilli(5)};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{$set: {b: {$add: ['$a', 1]}}}]              | {_id: 1, a: 1}   | {_id: 1, a: 1, b: 2}
          [{$set: {a: 5}}, {$set: {b: '$a'}}]           | {_id: 1, a: 1}   | {_id: 1, a: 5, b: 5}
          [{$unset: 'a'}]                               | {_id: 1, a: 1}   | {_id: 1}
          [{$project: {b: 1}}]                          | {_id: 1, a: 1, b: 2} | {_id: 1, b: 2}
          [{$project: {_id: 0, b: 1}}]                  | {_id: 1, a: 1, b: 2} | {_id: 1, b: 2}
          [{$replaceWith: {x: '$a'}}]                   | {_id: 1, a: 1}   | {_id: 1, x: 1}
          [{$set: {t: '$$NOW'}}]                        | {_id: 1}         | {_id: 1, t: {$date: {$numberLong: '5'}}}
          [{$set: {s: '$$extra'}}]                      | {_id: 1}         | {_id: 1, s: 7}
          """)
  void changesTheDocumentStageByStage(String pipeline, String before, String after) {
    byte[] result = compile(pipeline).apply(bytes(before), PARAMETERS);

    assertThat(BsonCodecs.decodeDocument(result).toJson())
        .isEqualTo(BsonDocument.parse(after).toJson());
  }

  @Test
  void changingNothingReturnsTheSameArray() {
    byte[] document = bytes("{_id: 1, a: 1}");

    assertThat(compile("[{$set: {a: 1}}]").apply(document, PARAMETERS)).isSameAs(document);
  }

  @Test
  void upsertInsertsWhatTheFilterHoldsEqualThenThePipeline() {
    byte[] inserted =
        compile("[{$set: {b: '$a'}}]")
            .insert(
                FilterCompiler.compile(BsonDocument.parse("{a: 3}")).equalities(),
                BsonSlice.of(9),
                PARAMETERS);

    assertThat(BsonCodecs.decodeDocument(inserted))
        .isEqualTo(BsonDocument.parse("{_id: 9, a: 3, b: 3}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{$match: {}}]      | 72    | $match is not allowed to be used within an update
          [{$nope: {}}]       | 40324 | Unrecognized pipeline stage name: '$nope'
          [{$set: {_id: 2}}]  | 66    | After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2
          """)
  void isRefused(String pipeline, int number, String message) {
    assertThatThrownBy(() -> compile(pipeline).apply(bytes("{_id: 1}"), PARAMETERS))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(number))
        .hasMessageStartingWith(message);
  }

  private static PipelineUpdate compile(String pipeline) {
    Names names = Names.ofConstants(BsonDocument.parse("{extra: 7}"));
    return PipelineUpdate.compile(MemoryContext.stages(pipeline), names);
  }

  private static byte[] bytes(String json) {
    return BsonCodecs.encode(BsonDocument.parse(json));
  }
}

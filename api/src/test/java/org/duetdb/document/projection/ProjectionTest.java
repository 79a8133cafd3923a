package org.duetdb.document.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                      | {_id: 1, a: 1}                   | {_id: 1, a: 1}
          {a: 1}                  | {_id: 1, b: 2, a: 1}             | {_id: 1, a: 1}
          {a: 1, _id: 0}          | {_id: 1, a: 1, b: 2}             | {a: 1}
          {_id: 1}                | {_id: 1, a: 1}                   | {_id: 1}
          {_id: 0}                | {_id: 1, a: 1}                   | {a: 1}
          {a: 0}                  | {_id: 1, a: 1, b: 2}             | {_id: 1, b: 2}
          {a: false, _id: false}  | {_id: 1, a: 1, b: 2}             | {b: 2}
          {_id: 1, a: 0}          | {_id: 1, a: 1, b: 2}             | {_id: 1, b: 2}
          {b: 1, a: true}         | {_id: 1, a: 1, b: 2}             | {_id: 1, a: 1, b: 2}
          {'a.b': 1}              | {_id: 1, a: {b: 1, c: 2}, d: 3}  | {_id: 1, a: {b: 1}}
          {a: {b: 1}}             | {_id: 1, a: {b: 1, c: 2}}        | {_id: 1, a: {b: 1}}
          {'a.b': 1}              | {_id: 1, a: [{b: 1, c: 2}, 5, {c: 1}, [{b: 2}]]} | {_id: 1, a: [{b: 1}, {}, [{b: 2}]]}
          {'a.b': 1}              | {_id: 1, a: 5}                   | {_id: 1}
          {'a.b': 0}              | {_id: 1, a: [{b: 1, c: 2}, 5]}   | {_id: 1, a: [{c: 2}, 5]}
          {'a.b': 0}              | {_id: 1, a: 5}                   | {_id: 1, a: 5}
          {nope: 1}               | {_id: 1, a: 5}                   | {_id: 1}
          {a: {$slice: 2}}        | {_id: 1, a: [1, 2, 3], b: 1}     | {_id: 1, a: [1, 2], b: 1}
          {a: {$slice: -1}, b: 1} | {_id: 1, a: [1, 2, 3], b: 1, c: 1} | {_id: 1, a: [3], b: 1}
          {a: {$slice: [1, 1]}}   | {_id: 1, a: [1, 2, 3]}           | {_id: 1, a: [2]}
          {a: {$slice: [-2, 5]}, b: 0} | {_id: 1, a: [1, 2, 3], b: 1} | {_id: 1, a: [2, 3]}
          {'a.b': {$slice: 1}}    | {_id: 1, a: {b: [1, 2]}}         | {_id: 1, a: {b: [1]}}
          {a: {$slice: 1}}        | {_id: 1, a: 5}                   | {_id: 1, a: 5}
          {a: {$elemMatch: {x: 2}}} | {_id: 1, a: [{x: 1}, {x: 2, y: 1}, {x: 2}], b: 1} | {_id: 1, a: [{x: 2, y: 1}]}
          {a: {$elemMatch: {$gt: 1}}, b: 1} | {_id: 1, a: [1, 2, 3], b: 1} | {_id: 1, b: 1, a: [2]}
          {a: {$elemMatch: {x: 9}}} | {_id: 1, a: [{x: 1}]}          | {_id: 1}
          {b: {$add: ['$a', 1]}}  | {_id: 1, a: 1}                   | {_id: 1, b: 2}
          {a: 'x', b: '$a'}       | {_id: 1, a: 1}                   | {_id: 1, a: 'x', b: 1}
          {'a.s': {$sum: '$a.v'}} | {_id: 1, a: {v: [1, 2], w: 1}}   | {_id: 1, a: {s: 3}}
          {'a.s': '$_id', 'a.x': 1} | {_id: 1, a: [{x: 1, y: 2}, {x: 3}]} | {_id: 1, a: [{x: 1, s: 1}, {x: 3, s: 1}]}
          """)
  void keepsLeavesOutAndComputes(String projection, String document, String expected) {
    byte[] projected = ProjectionCompiler.compile(parse(projection)).apply(bytes(document));

    assertThat(BsonCodecs.decodeDocument(projected).toJson()).isEqualTo(parse(expected).toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 2}                    | {'a.$': 1}       | {_id: 1, a: [1, 2, 3], b: 1}          | {_id: 1, a: [2]}
          {a: {$elemMatch: {x: 2}}} | {'a.$': 1, b: 1} | {_id: 1, a: [{x: 1}, {x: 2}], b: 1}   | {_id: 1, a: [{x: 2}], b: 1}
          """)
  void positionalKeepsTheElementThatMatched(
      String filter, String projection, String document, String expected) {
    byte[] projected =
        ProjectionCompiler.compile(
                parse(projection), Names.NONE, FilterCompiler.position(parse(filter), Names.NONE))
            .apply(bytes(document));

    assertThat(BsonCodecs.decodeDocument(projected).toJson()).isEqualTo(parse(expected).toJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1, b: 0}           | 31254 | Cannot do exclusion on field b in inclusion projection
          {a: 0, b: 1}           | 31253 | Cannot do inclusion on field b in exclusion projection
          {a: 0, b: '$a'}        | 31252 | Cannot use expression other than $meta in exclusion projection
          {a: 1, 'a.b': 1}       | 31249 | Path collision at a.b remaining portion b
          {'a.b': 1, a: 1}       | 31250 | Path collision at a
          {a: {}}                | 51270 | An empty sub-projection is not a valid value.
          {'': 1}                | 40352 | FieldPath cannot be constructed with empty string
          {$a: 1}                | 16410 | FieldPath field names may not start with '$'.
          {'a.b': {$elemMatch: {x: 1}}} | 31275 | Cannot use $elemMatch projection on a nested field
          {a: {$elemMatch: 1}}   | 31274 | elemMatch: Invalid argument, object required, but got 1
          {a: {$slice: [1, 0]}}  | 28729 | First argument to $slice must be positive: 0
          {a: {$meta: 'x'}}      | 238   | $meta is not supported in a projection
          {a: {$nope: 1}}        | 168   | Unrecognized expression '$nope'
          """)
  void isRefused(String projection, int number, String message) {
    assertThatThrownBy(() -> ProjectionCompiler.compile(parse(projection)))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(number))
        .hasMessageStartingWith(message);
  }

  private static BsonDocument parse(String json) {
    return BsonDocument.parse(json);
  }

  private static byte[] bytes(String json) {
    return BsonCodecs.encode(parse(json));
  }
}

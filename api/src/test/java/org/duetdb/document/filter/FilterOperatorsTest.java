package org.duetdb.document.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator by table: what matches, what does not, null and missing, arrays. */
class FilterOperatorsTest {
  private static final char QUOTE = '`';

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: 1}              | {a: 1}                 | true
          {a: 1}              | {a: 1.0}               | true
          {a: 1}              | {a: {$numberLong: '1'}} | true
          {a: 1}              | {a: {$numberDecimal: '1.00'}} | true
          {a: 1}              | {a: 2}                 | false
          {a: 1}              | {a: '1'}               | false
          {a: 1}              | {a: [3, 1]}            | true
          {a: 1}              | {a: [[1]]}             | false
          {a: 1}              | {}                     | false
          {a: [1]}            | {a: [1]}               | true
          {a: [1]}            | {a: [[1], 2]}          | true
          {a: [1]}            | {a: [1, 2]}            | false
          {a: null}           | {}                     | true
          {a: null}           | {a: null}              | true
          {a: null}           | {a: [null]}            | true
          {a: null}           | {a: 0}                 | false
          {a: {x: 1, y: 2}}   | {a: {x: 1, y: 2}}      | true
          {a: {x: 1, y: 2}}   | {a: {y: 2, x: 1}}      | false
          {a: {x: 1, y: 2}}   | {a: {x: 1, y: 2.0}}    | true
          {a: {x: 1}}         | {a: {x: 1, y: 2}}      | false
          {a: {}}             | {a: {}}                | true
          {a: {$eq: 1}}       | {a: 1}                 | true
          {a: {$eq: {$regularExpression: {pattern: 'x', options: ''}}}} | {a: 'x'} | false
          {a: {$ref: 'c', $id: 1}} | {a: {$ref: 'c', $id: 1}} | true
          {'': 1}             | {'': 1}                | true
          """)
  void equality(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: {$gt: 1}}       | {a: 2}                 | true
          {a: {$gt: 1}}       | {a: 1}                 | false
          {a: {$gt: 1}}       | {a: 1.5}               | true
          {a: {$gt: 1}}       | {a: 'x'}               | false
          {a: {$gt: 1}}       | {}                     | false
          {a: {$gt: 1}}       | {a: null}              | false
          {a: {$gt: 1}}       | {a: [0, 2]}            | true
          {a: {$gte: 1}}      | {a: 1.0}               | true
          {a: {$lt: 1}}       | {a: 0}                 | true
          {a: {$lt: 1}}       | {a: {$numberDouble: 'NaN'}} | false
          {a: {$lt: {$numberDouble: 'NaN'}}} | {a: 1}  | false
          {a: {$lte: {$numberDouble: 'NaN'}}} | {a: {$numberDouble: 'NaN'}} | true
          {a: {$lte: {$numberDouble: 'NaN'}}} | {a: 1} | false
          {a: {$lte: null}}   | {}                     | true
          {a: {$gte: null}}   | {a: null}              | true
          {a: {$gt: null}}    | {a: null}              | false
          {a: {$gt: 'a'}}     | {a: 'b'}               | true
          {a: {$gt: 'a'}}     | {a: 5}                 | false
          {a: {$lt: [2]}}     | {a: [1, 9]}            | true
          {a: {$gt: {x: 1}}}  | {a: {x: 2}}            | true
          {a: {$gt: {$minKey: 1}}} | {a: 1}            | true
          {a: {$lt: {$minKey: 1}}} | {a: 1}            | false
          {a: {$lt: {$maxKey: 1}}} | {a: 'x'}          | true
          {a: {$gte: {$maxKey: 1}}} | {a: {$maxKey: 1}} | true
          {a: {$gt: false}}   | {a: true}              | true
          {a: {$gt: {$date: '2020-01-01T00:00:00Z'}}} | {a: {$date: '2021-01-01T00:00:00Z'}} | true
          {a: {$gt: 9223372036854775806}} | {a: {$numberLong: '9223372036854775807'}} | true
          {a: {$gt: {$numberLong: '9223372036854775807'}}} | {a: 9223372036854775807.0} | true
          {a: {$gt: 1, $lt: 3}} | {a: [0, 4]}          | true
          {a: {$gt: 1, $lt: 3}} | {a: 4}               | false
          """)
  void order(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: {$ne: 1}}       | {a: 1}                 | false
          {a: {$ne: 1}}       | {a: [2, 1]}            | false
          {a: {$ne: 1}}       | {}                     | true
          {a: {$ne: null}}    | {}                     | false
          {a: {$in: [1, 2]}}  | {a: 2.0}               | true
          {a: {$in: [1, 2]}}  | {a: 3}                 | false
          {a: {$in: [1, 2]}}  | {a: [5, 2]}            | true
          {a: {$in: [null]}}  | {}                     | true
          {a: {$in: [[1]]}}   | {a: [1]}               | true
          {a: {$in: []}}      | {a: 1}                 | false
          {a: {$in: [{$regularExpression: {pattern: '^x', options: ''}}, 5]}} | {a: 'xy'} | true
          {a: {$in: [{$regularExpression: {pattern: '^x', options: ''}}, 5]}} | {a: 5}    | true
          {a: {$in: [{$regularExpression: {pattern: '^x', options: ''}}, 5]}} | {a: 'yx'} | false
          {a: {$nin: [1, 2]}} | {a: 1}                 | false
          {a: {$nin: [1, 2]}} | {}                     | true
          {a: {$nin: [null]}} | {}                     | false
          {a: {$not: {$gt: 1}}} | {a: 1}               | true
          {a: {$not: {$gt: 1}}} | {a: 2}               | false
          {a: {$not: {$gt: 1}}} | {}                   | true
          {a: {$not: {$regularExpression: {pattern: 'x', options: ''}}}} | {a: 'y'} | true
          """)
  void negationAndSets(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {$and: [{a: 1}, {b: 2}]} | {a: 1, b: 2}      | true
          {$and: [{a: 1}, {b: 2}]} | {a: 1}            | false
          {$or: [{a: 1}, {b: 2}]}  | {b: 2}            | true
          {$or: [{a: 1}, {b: 2}]}  | {b: 3}            | false
          {$nor: [{a: 1}, {b: 2}]} | {b: 3}            | true
          {$nor: [{a: 1}, {b: 2}]} | {a: 1}            | false
          {$comment: 'x'}          | {}                | true
          {$alwaysTrue: 1}         | {}                | true
          {$alwaysFalse: 1}        | {}                | false
          {}                       | {a: 1}            | true
          {$or: [{a: 1, b: 1}, {$and: [{c: 1}]}]} | {c: 1} | true
          """)
  void logic(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: {$exists: true}}   | {a: null}           | true
          {a: {$exists: true}}   | {}                  | false
          {a: {$exists: false}}  | {}                  | true
          {a: {$exists: 0}}      | {a: 1}              | false
          {a: {$exists: true}}   | {a: []}             | true
          {'a.b': {$exists: true}} | {a: [{}, {b: 1}]} | true
          {'a.b': {$exists: false}} | {a: [{}, {b: 1}]} | false
          {a: {$type: 'string'}} | {a: 'x'}            | true
          {a: {$type: 2}}        | {a: 'x'}            | true
          {a: {$type: 'number'}} | {a: 1.5}            | true
          {a: {$type: ['int', 'null']}} | {a: null}    | true
          {a: {$type: 'array'}}  | {a: []}             | true
          {a: {$type: 'int'}}    | {a: ['x', 1]}       | true
          {a: {$type: 'int'}}    | {}                  | false
          {a: {$type: -1}}       | {a: {$minKey: 1}}   | true
          {a: {$size: 2}}        | {a: [1, 2]}         | true
          {a: {$size: 2}}        | {a: [[1, 2]]}       | false
          {a: {$size: 0}}        | {a: []}             | true
          {a: {$size: 0}}        | {}                  | false
          {a: {$mod: [4, 1]}}    | {a: 5}              | true
          {a: {$mod: [4, 1]}}    | {a: 5.9}            | true
          {a: {$mod: [4, -1]}}   | {a: -5}             | true
          {a: {$mod: [4, 1]}}    | {a: 'x'}            | false
          {a: {$mod: [4.9, 1.9]}} | {a: 5}             | true
          {a: {$mod: [4, 0]}}    | {a: {$numberDouble: 'Infinity'}} | false
          {a: {$mod: [4, 0]}}    | {a: {$numberDecimal: '8.5'}} | true
          """)
  void existenceTypeSizeAndMod(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: {$regularExpression: {pattern: '^ab', options: ''}}} | {a: 'abc'} | true
          {a: {$regularExpression: {pattern: '^AB', options: 'i'}}} | {a: 'abc'} | true
          {a: {$regex: 'b$'}}                | {a: 'ab'}    | true
          {a: {$regex: 'B', $options: 'i'}}  | {a: ['x', 'ab']} | true
          {a: {$regex: 'b'}}                 | {a: 5}       | false
          {a: {$regex: 'b'}}                 | {}           | false
          {a: {$regex: '^b', $options: 'm'}} | {a: 'a\\nb'} | true
          {a: {$all: [1, 2]}}                | {a: [2, 3, 1]} | true
          {a: {$all: [1, 2]}}                | {a: [1]}     | false
          {a: {$all: [1]}}                   | {a: 1}       | true
          {a: {$all: []}}                    | {a: []}      | false
          {a: {$all: [[1, 2]]}}              | {a: [1, 2]}  | true
          {a: {$all: [{$elemMatch: {x: 1}}, {$elemMatch: {x: 2}}]}} | {a: [{x: 1}, {x: 2}]} | true
          {a: {$elemMatch: {x: 1, y: 2}}}    | {a: [{x: 1, y: 1}, {x: 2, y: 2}]} | false
          {'a.x': 1, 'a.y': 2}               | {a: [{x: 1, y: 1}, {x: 2, y: 2}]} | true
          {a: {$elemMatch: {x: 1, y: 2}}}    | {a: [{x: 1, y: 2}]} | true
          {a: {$elemMatch: {x: 1}}}          | {a: {x: 1}}  | false
          {a: {$elemMatch: {$gt: 1, $lt: 3}}} | {a: [0, 4]} | false
          {a: {$elemMatch: {$gt: 1, $lt: 3}}} | {a: [2]}    | true
          {a: {$elemMatch: {$not: {$gt: 1}}}} | {a: [2, 1]} | true
          {a: {$elemMatch: {$in: [5]}}}      | {a: [[5]]}   | false
          {a: {$elemMatch: {$elemMatch: {$gt: 4}}}} | {a: [[5]]} | true
          {a: {$elemMatch: {$or: [{x: 1}, {y: 1}]}}} | {a: [{y: 1}]} | true
          {a: {$elemMatch: {'0': 5}}}        | {a: [[5]]}   | true
          """)
  void textAndArrays(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {'a.b': 1}       | {a: {b: 1}}               | true
          {'a.b': 1}       | {a: [{b: 2}, {b: 1}]}     | true
          {'a.b': 1}       | {a: {b: [2, 1]}}          | true
          {'a.b': null}    | {a: 5}                    | true
          {'a.b': null}    | {}                        | true
          {'a.b': null}    | {a: [1, 2]}               | false
          {'a.b': null}    | {a: []}                   | false
          {'a.b': null}    | {a: [1, {}]}              | true
          {'a.b': {$exists: false}} | {a: [1, 2]}      | true
          {'a.0': 5}       | {a: [5, 6]}               | true
          {'a.1': 5}       | {a: [5, 6]}               | false
          {'a.0': 5}       | {a: {'0': 5}}             | true
          {'a.0': 5}       | {a: [{'0': 5}]}           | true
          {'a.0.b': 1}     | {a: [{b: 1}]}             | true
          {'a.0.b': 1}     | {a: [{b: 2}, {b: 1}]}     | false
          {'a.0': 1}       | {a: [[1, 2]]}             | false
          {'a.0.0': 1}     | {a: [[1, 2]]}             | true
          {'a.0.1.b': 1}   | {a: [[0, {b: 1}]]}        | true
          {'a.b.c': 1}     | {a: [{b: [{c: 1}]}]}      | true
          {'a.b': 1}       | {a: [[{b: 1}]]}           | false
          {'a.00': 5}      | {a: [5]}                  | false
          """)
  void pathsFanOutThroughArrays(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {a: {$bitsAllSet: 5}}        | {a: 7}        | true
          {a: {$bitsAllSet: [0, 3]}}   | {a: 7}        | false
          {a: {$bitsAnySet: [0, 3]}}   | {a: 8.0}      | true
          {a: {$bitsAllClear: 6}}      | {a: 9}        | true
          {a: {$bitsAnyClear: 6}}      | {a: 6}        | false
          {a: {$bitsAllSet: [200]}}    | {a: -1}       | true
          {a: {$bitsAllSet: 1}}        | {a: 1.5}      | false
          {a: {$bitsAllSet: 1}}        | {a: 'x'}      | false
          {a: {$bitsAllSet: [0]}}      | {a: {$binary: {base64: 'AQ==', subType: '00'}}} | true
          {a: {$bitsAnySet: [9]}}      | {a: {$binary: {base64: 'AQ==', subType: '00'}}} | false
          {a: {$bitsAllClear: [9]}}    | {a: {$binary: {base64: 'AQ==', subType: '00'}}} | true
          """)
  void bits(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = QUOTE,
      textBlock =
          """
          {$expr: {$gt: ['$a', '$b']}}              | {a: 2, b: 1}   | true
          {$expr: {$gt: ['$a', '$b']}}              | {a: 1, b: 1}   | false
          {$expr: '$a'}                             | {a: 0}         | false
          {$expr: {$lt: ['$$NOW', '$a']}}           | {a: 1}         | false
          {$or: [{a: 9}, {$expr: {$eq: ['$a', 1]}}]} | {a: 1}        | true
          {b: 1, $expr: {$in: [2, '$a']}}           | {a: [1, 2], b: 1} | true
          """)
  void expressions(String filter, String document, boolean expected) {
    check(filter, document, expected);
  }

  @Test
  void expressionsMayNameTheVariablesOfTheStatement() {
    Names names = Names.ofConstants(BsonDocument.parse("{least: 5}"));
    CompiledFilter filter =
        FilterCompiler.compile(BsonDocument.parse("{$expr: {$gte: ['$a', '$$least']}}"), names);

    assertThat(test(filter, "{a: 5}")).isTrue();
    assertThat(test(filter, "{a: 4}")).isFalse();
  }

  @Test
  void onlyFiltersWithTheTimeAskForIt() {
    assertThat(compile("{$expr: {$lt: ['$a', '$$NOW']}}").usesTime()).isTrue();
    assertThat(compile("{a: 1}").usesTime()).isFalse();
  }

  @Test
  void scalarIdIsExpressAndLeavesNothingToTest() {
    CompiledFilter filter = compile("{_id: 5}");

    assertThat(filter.express()).isTrue();
    assertThat(filter.residual()).isSameAs(DocumentPredicate.ALWAYS);
    assertThat(filter.keys().orElseThrow())
        .containsExactly(DocumentKey.of(BsonCodecs.encode(BsonDocument.parse("{_id: 5.0}"))));
  }

  @Test
  void idPinnedInsideAndIsTakenOutOfTheResidual() {
    CompiledFilter filter = compile("{$and: [{_id: {$in: [3, 1, 3]}}, {a: 1}]}");

    assertThat(filter.express()).isFalse();
    assertThat(filter.keys().orElseThrow()).extracting(Object::toString).containsExactly("1", "3");
    assertThat(test(filter, "{_id: 9, a: 1}")).isTrue();
    assertThat(test(filter, "{_id: 1, a: 2}")).isFalse();
  }

  @Test
  void secondConditionOnIdStaysInTheResidual() {
    CompiledFilter filter = compile("{$and: [{_id: 1}, {_id: 2}]}");

    assertThat(filter.keys().orElseThrow()).hasSize(1);
    assertThat(test(filter, "{_id: 1}")).isFalse();
  }

  @Test
  void rangeOfIdsPinsNothing() {
    assertThat(compile("{_id: {$gt: 1}}").keys()).isEmpty();
    assertThat(compile("{_id: {$regularExpression: {pattern: 'x', options: ''}}}").keys())
        .isEmpty();
    assertThat(compile("{_id: [1]}").keys()).isEmpty();
  }

  private static void check(String filter, String document, boolean expected) {
    assertThat(test(compile(filter), document)).isEqualTo(expected);
  }

  private static CompiledFilter compile(String filter) {
    return FilterCompiler.compile(BsonDocument.parse(filter));
  }

  private static boolean test(CompiledFilter filter, String document) {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse(document));
    return filter.residual().test(bytes, new Object[] {Instant.EPOCH});
  }
}

package org.duetdb.document.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.filter.MatchPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator by table: present, missing, in documents and arrays, and what changes nothing. */
class UpdateOperatorsTest {
  private static final Instant NOW = Instant.parse("2025-07-01T10:00:00.123Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$set: {a: 2}}         | {_id: 1, a: 1}          | {_id: 1, a: 2}
          {$set: {a: 2.0}}       | {_id: 1, a: 2}          | {_id: 1, a: 2.0}
          {$set: {a: 'xy'}}      | {_id: 1, a: 'x', b: 1}  | {_id: 1, a: 'xy', b: 1}
          {$set: {a: 2}}         | {_id: 1}                | {_id: 1, a: 2}
          {$set: {'a.b': 2}}     | {_id: 1}                | {_id: 1, a: {b: 2}}
          {$set: {'a.b': 2}}     | {_id: 1, a: {c: 1}}     | {_id: 1, a: {c: 1, b: 2}}
          {$set: {'a.0': 2}}     | {_id: 1, a: [1]}        | {_id: 1, a: [2]}
          {$set: {'a.2': 2}}     | {_id: 1, a: [1]}        | {_id: 1, a: [1, null, 2]}
          {$set: {'a.0': 2}}     | {_id: 1}                | {_id: 1, a: {'0': 2}}
          {$set: {'a.1.b': 2}}   | {_id: 1, a: [1]}        | {_id: 1, a: [1, {b: 2}]}
          {$set: {'a.$x': 2}}    | {_id: 1, a: {}}         | {_id: 1, a: {$x: 2}}
          {$set: {z: 1, b: 1, '10': 1, '9': 1}} | {_id: 1} | {_id: 1, '9': 1, '10': 1, b: 1, z: 1}
          {$set: {a: 1}, $unset: {b: 1}} | {_id: 1, b: 2}  | {_id: 1, a: 1}
          {$unset: {a: 1}}       | {_id: 1, a: 1, b: 2}    | {_id: 1, b: 2}
          {$unset: {'a.b': 1}}   | {_id: 1, a: {b: 2}}     | {_id: 1, a: {}}
          {$unset: {'a.0': 1}}   | {_id: 1, a: [1, 2]}     | {_id: 1, a: [null, 2]}
          {$setOnInsert: {a: 1}, $set: {b: 1}} | {_id: 1}  | {_id: 1, b: 1}
          {$rename: {a: 'b'}}    | {_id: 1, a: 1}          | {_id: 1, b: 1}
          {$rename: {a: 'b'}}    | {_id: 1, b: 2, a: 1}    | {_id: 1, b: 1}
          {$rename: {a: 'b'}}    | {_id: 1, a: 1, b: 1}    | {_id: 1, b: 1}
          {$rename: {'a.x': 'b.y'}} | {_id: 1, a: {x: 1}}  | {_id: 1, a: {}, b: {y: 1}}
          """)
  void setUnsetAndRename(String update, String before, String after) {
    check(update, before, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$inc: {a: 2}}      | {_id: 1, a: 1}                  | {_id: 1, a: 3}
          {$inc: {a: 2}}      | {_id: 1}                        | {_id: 1, a: 2}
          {$inc: {a: 1.5}}    | {_id: 1, a: 1}                  | {_id: 1, a: 2.5}
          {$inc: {a: 1}}      | {_id: 1, a: 1.5}                | {_id: 1, a: 2.5}
          {$inc: {a: 1}}      | {_id: 1, a: 2147483647}         | {_id: 1, a: {$numberLong: '2147483648'}}
          {$inc: {a: {$numberLong: '1'}}} | {_id: 1, a: 1}      | {_id: 1, a: {$numberLong: '2'}}
          {$inc: {a: {$numberDecimal: '0.1'}}} | {_id: 1, a: 1} | {_id: 1, a: {$numberDecimal: '1.1'}}
          {$inc: {'a.b': 1}}  | {_id: 1, a: {b: 1}}             | {_id: 1, a: {b: 2}}
          {$inc: {'a.1': 1}}  | {_id: 1, a: [1, 2]}             | {_id: 1, a: [1, 3]}
          {$mul: {a: 3}}      | {_id: 1, a: 2}                  | {_id: 1, a: 6}
          {$mul: {a: 3}}      | {_id: 1}                        | {_id: 1, a: 0}
          {$mul: {a: 3.5}}    | {_id: 1}                        | {_id: 1, a: 0.0}
          {$mul: {a: {$numberLong: '3'}}} | {_id: 1}            | {_id: 1, a: {$numberLong: '0'}}
          {$mul: {a: 2}}      | {_id: 1, a: 2147483647}         | {_id: 1, a: {$numberLong: '4294967294'}}
          {$min: {a: 1}}      | {_id: 1, a: 2}                  | {_id: 1, a: 1}
          {$max: {a: 3}}      | {_id: 1, a: 2}                  | {_id: 1, a: 3}
          {$max: {a: 'x'}}    | {_id: 1, a: 2}                  | {_id: 1, a: 'x'}
          {$min: {a: 1}}      | {_id: 1}                        | {_id: 1, a: 1}
          {$bit: {a: {and: 10}}} | {_id: 1, a: 13}              | {_id: 1, a: 8}
          {$bit: {a: {or: 5}}}   | {_id: 1}                     | {_id: 1, a: 5}
          {$bit: {a: {xor: {$numberLong: '5'}}}} | {_id: 1, a: 1} | {_id: 1, a: {$numberLong: '4'}}
          {$bit: {a: {or: 4, and: 6}}} | {_id: 1, a: 3}         | {_id: 1, a: 6}
          {$currentDate: {a: true}}    | {_id: 1, a: 'x'}       | {_id: 1, a: {$date: '2025-07-01T10:00:00.123Z'}}
          {$currentDate: {a: {$type: 'timestamp'}}} | {_id: 1}  | {_id: 1, a: {$timestamp: {t: 1751364000, i: 1}}}
          """)
  void numbersAndTime(String update, String before, String after) {
    check(update, before, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$push: {a: 3}}                       | {_id: 1, a: [1]}    | {_id: 1, a: [1, 3]}
          {$push: {a: 3}}                       | {_id: 1}            | {_id: 1, a: [3]}
          {$push: {a: [3]}}                     | {_id: 1, a: [1]}    | {_id: 1, a: [1, [3]]}
          {$push: {a: {$each: [3, 4]}}}         | {_id: 1, a: [1]}    | {_id: 1, a: [1, 3, 4]}
          {$push: {a: {$each: [3], $position: 0}}} | {_id: 1, a: [1]} | {_id: 1, a: [3, 1]}
          {$push: {a: {$each: [3], $position: -1}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [1, 3, 2]}
          {$push: {a: {$each: [3], $position: -9}}} | {_id: 1, a: [1, 2]} | {_id: 1, a: [3, 1, 2]}
          {$push: {a: {$each: [3, 0], $sort: 1}}}   | {_id: 1, a: [1]} | {_id: 1, a: [0, 1, 3]}
          {$push: {a: {$each: [3, 0], $sort: -1, $slice: 2}}} | {_id: 1, a: [1]} | {_id: 1, a: [3, 1]}
          {$push: {a: {$each: [3], $slice: -2}}}    | {_id: 1, a: [1, 2]} | {_id: 1, a: [2, 3]}
          {$push: {a: {$each: [3], $slice: 0}}}     | {_id: 1, a: [1, 2]} | {_id: 1, a: []}
          {$push: {a: {$each: [{x: 1}], $sort: {x: 1}}}} | {_id: 1, a: [{x: 2}, 7]} | {_id: 1, a: [7, {x: 1}, {x: 2}]}
          {$push: {a: {$each: []}}}                 | {_id: 1}         | {_id: 1, a: []}
          {$addToSet: {a: 3}}                   | {_id: 1, a: [1]}     | {_id: 1, a: [1, 3]}
          {$addToSet: {a: {$each: [2, 2, 1]}}}  | {_id: 1, a: [1]}     | {_id: 1, a: [1, 2]}
          {$addToSet: {a: 3}}                   | {_id: 1}             | {_id: 1, a: [3]}
          {$pop: {a: 1}}                        | {_id: 1, a: [1, 2]}  | {_id: 1, a: [1]}
          {$pop: {a: -1}}                       | {_id: 1, a: [1, 2]}  | {_id: 1, a: [2]}
          {$pull: {a: 1}}                       | {_id: 1, a: [1, 2, 1.0]} | {_id: 1, a: [2]}
          {$pull: {a: {$gt: 1}}}                | {_id: 1, a: [1, 2]}  | {_id: 1, a: [1]}
          {$pull: {a: {x: 1}}}                  | {_id: 1, a: [{x: 1, y: 2}, {x: 2}, 1]} | {_id: 1, a: [{x: 2}, 1]}
          {$pull: {a: {x: {$gte: 2}}}}          | {_id: 1, a: [{x: 1}, {x: 2}]} | {_id: 1, a: [{x: 1}]}
          {$pull: {a: [1]}}                     | {_id: 1, a: [[1], 1]} | {_id: 1, a: [1]}
          {$pullAll: {a: [1, 3]}}               | {_id: 1, a: [1, 2, 3]} | {_id: 1, a: [2]}
          """)
  void arrays(String update, String before, String after) {
    check(update, before, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$set: {a: 1}}                   | {_id: 1, a: 1}
          {$set: {_id: 1}}                 | {_id: 1, a: 1}
          {$set: {'a.b': 1}}               | {_id: 1, a: {b: 1}}
          {$unset: {b: 1}}                 | {_id: 1, a: 1}
          {$unset: {'a.b.c': 1}}           | {_id: 1, a: 1}
          {$unset: {'a.b': 1}}             | {_id: 1, a: [1]}
          {$inc: {a: 0}}                   | {_id: 1, a: 1}
          {$mul: {a: 1}}                   | {_id: 1, a: 1}
          {$min: {a: 5}}                   | {_id: 1, a: 1}
          {$max: {a: 1.0}}                 | {_id: 1, a: 1}
          {$rename: {x: 'b'}}              | {_id: 1, a: 1}
          {$push: {a: {$each: []}}}        | {_id: 1, a: [1]}
          {$addToSet: {a: 1.0}}            | {_id: 1, a: [1]}
          {$pop: {a: 1}}                   | {_id: 1, a: []}
          {$pop: {b: 1}}                   | {_id: 1, a: []}
          {$pull: {a: 5}}                  | {_id: 1, a: [1]}
          {$pull: {b: 5}}                  | {_id: 1, a: [1]}
          {$pullAll: {a: []}}              | {_id: 1, a: [1]}
          {$bit: {a: {and: 1}}}            | {_id: 1, a: 1}
          {$setOnInsert: {a: 5}}           | {_id: 1, a: 1}
          {$set: {a: 1}, $inc: {b: 0}}     | {_id: 1, a: 1, b: 2}
          {}                               | {_id: 1, a: 1}
          """)
  void changingNothingReturnsTheSameArray(String update, String document) {
    byte[] before = bytes(document);

    byte[] after = UpdateCompiler.compile(parse(update)).apply(before, new Object[] {NOW});

    assertThat(after).isSameAs(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 2}                         | {$set: {'a.$': 9}}   | {_id: 1, a: [1, 2, 2]}    | {_id: 1, a: [1, 9, 2]}
          {'a.x': 2}                     | {$inc: {'a.$.x': 5}} | {_id: 1, a: [{x: 1}, {x: 2}]} | {_id: 1, a: [{x: 1}, {x: 7}]}
          {a: {$elemMatch: {x: 2}}}      | {$set: {'a.$.y': 1}} | {_id: 1, a: [{x: 1}, {x: 2}]} | {_id: 1, a: [{x: 1}, {x: 2, y: 1}]}
          {a: {$gt: 1}, b: 5}            | {$set: {'b.$': 0}}   | {_id: 1, a: [2], b: [4, 5]} | {_id: 1, a: [2], b: [4, 0]}
          {$or: [{a: 9}, {a: 2}]}        | {$set: {'a.$': 0}}   | {_id: 1, a: [1, 2]}       | {_id: 1, a: [1, 0]}
          {'a.b': 2}                     | {$set: {'a.$.b': 0}} | {_id: 1, a: [{b: [1]}, {b: [1, 2]}]} | {_id: 1, a: [{b: [1]}, {b: 0}]}
          {'a.0.b': 2}                   | {$set: {'a.0.b.$': 0}} | {_id: 1, a: [{b: [1, 2]}]} | {_id: 1, a: [{b: [1, 0]}]}
          {}                             | {$inc: {'a.$[]': 1}} | {_id: 1, a: [1, 2]}       | {_id: 1, a: [2, 3]}
          {}                             | {$inc: {'a.$[].x': 1}} | {_id: 1, a: [{x: 1}, {}]} | {_id: 1, a: [{x: 2}, {x: 1}]}
          """)
  void positionalPaths(String filter, String update, String before, String after) {
    MatchPosition position = FilterCompiler.position(parse(filter), Names.NONE);

    byte[] result =
        UpdateCompiler.compile(parse(update), List.of(), position)
            .apply(bytes(before), new Object[0]);

    assertThat(BsonCodecs.decodeDocument(result)).isEqualTo(parse(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{e: {$gt: 1}}]          | {$set: {'a.$[e]': 0}}      | {_id: 1, a: [1, 2, 3]}         | {_id: 1, a: [1, 0, 0]}
          [{'e.x': 1}]             | {$inc: {'a.$[e].n': 1}}    | {_id: 1, a: [{x: 1}, {x: 2}]}  | {_id: 1, a: [{x: 1, n: 1}, {x: 2}]}
          [{e: 1}, {f: 2}]         | {$set: {'a.$[e]': 5, 'a.$[f]': 6}} | {_id: 1, a: [1, 2]}    | {_id: 1, a: [5, 6]}
          [{'e.x': 1}, {f: {$lt: 3}}] | {$unset: {'a.$[e].b.$[f]': 1}} | {_id: 1, a: [{x: 1, b: [2, 3]}]} | {_id: 1, a: [{x: 1, b: [null, 3]}]}
          [{$or: [{'e.x': 1}, {'e.y': 1}]}] | {$set: {'a.$[e].z': 1}} | {_id: 1, a: [{y: 1}]}    | {_id: 1, a: [{y: 1, z: 1}]}
          [{'e.x': 1}]             | {$set: {'a.$[e].p': 1, 'a.$[].q': 2}} | {_id: 1, a: [{x: 1}]} | {_id: 1, a: [{x: 1, p: 1, q: 2}]}
          """)
  void arrayFilters(String filters, String update, String before, String after) {
    List<BsonDocument> arrayFilters =
        parse("{f: " + filters + "}").getArray("f").stream().map(BsonValue::asDocument).toList();

    byte[] result =
        UpdateCompiler.compile(parse(update), arrayFilters, MatchPosition.NONE)
            .apply(bytes(before), new Object[0]);

    assertThat(BsonCodecs.decodeDocument(result)).isEqualTo(parse(after));
  }

  @Test
  void counterIsPatchedInOneCopyAndTheOriginalStays() {
    byte[] before = bytes("{_id: 1, a: 1}");

    byte[] after = UpdateCompiler.compile(parse("{$inc: {a: 1}}")).apply(before, new Object[0]);

    assertThat(after).isNotSameAs(before).hasSameSizeAs(before);
    assertThat(before).isEqualTo(bytes("{_id: 1, a: 1}"));
  }

  @Test
  void onlyUpdatesWithTheTimeAskForIt() {
    assertThat(UpdateCompiler.compile(parse("{$currentDate: {a: true}}")).usesTime()).isTrue();
    assertThat(UpdateCompiler.compile(parse("{$set: {a: true}}")).usesTime()).isFalse();
  }

  private static void check(String update, String before, String after) {
    byte[] result = UpdateCompiler.compile(parse(update)).apply(bytes(before), new Object[] {NOW});

    assertThat(BsonCodecs.decodeDocument(result).toJson()).isEqualTo(parse(after).toJson());
  }

  private static BsonDocument parse(String json) {
    return BsonDocument.parse(json);
  }

  private static byte[] bytes(String json) {
    return BsonCodecs.encode(parse(json));
  }
}

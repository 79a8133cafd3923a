package org.duetdb.document.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.filter.MatchPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The updates that MongoDB refuses, with its codes and texts. */
class UpdateErrorsTest {
  @ParameterizedTest(name = "{0} on {1} fails with {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$inc: {a: 1}}   | {_id: 1, a: {}}    | 14 | Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type object
          {$inc: {a: 'x'}} | {_id: 1}           | 14 | Cannot increment with non-numeric argument: {a: "x"}
          {$mul: {a: 1}}   | {_id: 1, a: null}  | 14 | Cannot apply $mul to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type null
          {$mul: {bar: 'x'}} | {_id: 1}         | 14 | Cannot multiply with non-numeric argument: {bar: "x"}
          {$inc: {a: {$numberLong: '1'}}} | {_id: 1, a: {$numberLong: '9223372036854775807'}} | 2 | Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document {_id: 1}
          {$set: {'foo.bar': 1}} | {_id: 1, foo: 'bar'} | 28 | Cannot create field 'bar' in element {foo: "bar"}
          {$set: {'foo.bar': 1}} | {_id: 1, foo: null}  | 28 | Cannot create field 'bar' in element {foo: null}
          {$set: {'foo.bar': 1}} | {_id: 1, foo: [1]}   | 28 | Cannot create field 'bar' in element {foo: [ 1 ]}
          {$rename: {foo: 12345}} | {_id: 1}    | 2  | The 'to' field for $rename must be a string: foo: 12345
          {$rename: {a: 'a'}} | {_id: 1}        | 2  | The source and target field for $rename must differ: a: "a"
          {$rename: {a: 'a.b'}} | {_id: 1}      | 2  | The source and target field for $rename must not be on the same path: a: "a.b"
          {$rename: {'a.0': 'b'}} | {_id: 1, a: [1]} | 2 | The source field cannot be an array element, 'a.0' in doc with _id: 1 has an array field called 'a'
          {$rename: {b: 'a.0'}} | {_id: 1, a: [1], b: 1} | 2 | The destination field cannot be an array element, 'a.0' in doc with _id: 1 has an array field called 'a'
          {$rename: {'a.$[]': 'b'}} | {_id: 1}  | 2  | The source field for $rename may not be dynamic: a.$[]
          {$push: {f: 1}}  | {_id: 1, f: 'x'}   | 2  | The field 'f' must be an array but is of type string in document {_id: 1}
          {$push: {f: {$each: 1}}} | {_id: 1}   | 2  | The argument to $each in $push must be an array but it was of type: int
          {$push: {f: {$each: [], $foo: 1}}} | {_id: 1} | 2 | Unrecognized clause in $push: $foo
          {$push: {f: {$each: [], $slice: 'x'}}} | {_id: 1} | 2 | The value for $slice must be an integer value but was given type: string
          {$push: {f: {$each: [], $position: 1.5}}} | {_id: 1} | 2 | The value for $position must be an integer value, not of type: double
          {$push: {f: {$each: [], $sort: 2}}} | {_id: 1} | 2 | The $sort element value must be either 1 or -1
          {$push: {f: {$each: [], $sort: 'x'}}} | {_id: 1} | 2 | The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields
          {$push: {f: {$each: [], $sort: {}}}} | {_id: 1} | 2 | The $sort pattern is empty when it should be a set of fields.
          {$addToSet: {a: 1}} | {_id: 1, a: 'x'} | 2 | Cannot apply $addToSet to non-array field. Field named 'a' has non-array type string
          {$addToSet: {a: {$each: 1}}} | {_id: 1} | 14 | The argument to $each in $addToSet must be an array but it was of type int
          {$addToSet: {a: {$each: [], b: 1}}} | {_id: 1} | 2 | Found unexpected fields after $each in $addToSet: { $each: [], b: 1 }
          {$pop: {a: 1}}   | {_id: 1, a: 1}     | 14 | Path 'a' contains an element of non-array type 'int'
          {$pop: {'a.b': 1}} | {_id: 1, a: 1}   | 28 | Cannot create field 'b' in element {a: 1}
          {$pop: {a: 2}}   | {_id: 1}           | 9  | $pop expects 1 or -1, found: 2
          {$pop: {a: 'x'}} | {_id: 1}           | 9  | Expected a number in: a: "x"
          {$pull: {a: 1}}  | {_id: 1, a: 1}     | 2  | Cannot apply $pull to a non-array value
          {$pullAll: {a: [1]}} | {_id: 1, a: 1} | 2  | Cannot apply $pull to a non-array value
          {$pullAll: {a: 'x'}} | {_id: 1}       | 2  | $pullAll requires an array argument but was given a string
          {$bit: {a: {and: 1}}} | {_id: 1, a: 1.5} | 2 | Cannot apply $bit to a value of non-integral type._id: 1 has the field a of non-integer type double
          {$bit: {a: 1}}   | {_id: 1}           | 2  | The $bit modifier is not compatible with a int. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}
          {$bit: {a: {}}}  | {_id: 1}           | 2  | You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}
          {$bit: {a: {nand: 1}}} | {_id: 1}     | 2  | The $bit modifier only supports 'and', 'or', and 'xor', not 'nand' which is an unknown operator: {nand: 1}
          {$bit: {a: {and: 1.0}}} | {_id: 1}    | 2  | The $bit modifier field must be an Integer(32/64 bit); a 'double' is not supported here: {and: 1.0}
          {$currentDate: {a: 1}} | {_id: 1}     | 2  | int is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).
          {$currentDate: {a: {$type: 'x'}}} | {_id: 1} | 2 | The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}
          {$currentDate: {a: {foo: 'x'}}} | {_id: 1} | 2 | Unrecognized $currentDate option: foo
          {$set: {'a.$': 1}} | {_id: 1, a: [1]} | 2  | The positional operator did not find the match needed from the query.
          {$set: {'a.$.b.$': 1}} | {_id: 1}     | 2  | Too many positional (i.e. '$') elements found in path 'a.$.b.$'
          {$set: {'$.a': 1}} | {_id: 1}         | 2  | Cannot have positional (i.e. '$') element in the first position in path '$.a'
          {$set: {'a.$[]': 1}} | {_id: 1}       | 2  | The path 'a' must exist in the document in order to apply array updates.
          {$set: {'a.b.$[]': 1}} | {_id: 1}     | 2  | The path 'a.b' must exist in the document in order to apply array updates.
          {$set: {'a.$[]': 1}} | {_id: 1, a: 5} | 2  | Cannot apply array updates to non-array element a: 5
          {$set: {'a.$[e]': 1}} | {_id: 1}      | 2  | No array filter found for identifier 'e' in path 'a.$[e]'
          {$foo: {a: 1}}   | {_id: 1}           | 9  | Unknown modifier: $foo. Expected a valid update modifier or pipeline-style update specified as an array
          {a: 1}           | {_id: 1}           | 9  | Unknown modifier: a. Expected a valid update modifier or pipeline-style update specified as an array
          {$set: 5}        | {_id: 1}           | 9  | Modifiers operate on fields but we found type int instead. For example: {$mod: {<field>: ...}} not {$set: 5}
          {$set: {foo: 1}, $inc: {foo: 1}} | {_id: 1} | 40 | Updating the path 'foo' would create a conflict at 'foo'
          {$set: {'foo.a': 1}, $unset: {foo: 1}} | {_id: 1} | 40 | Updating the path 'foo' would create a conflict at 'foo'
          {$set: {foo: 1, 'foo.a': 1}} | {_id: 1} | 40 | Updating the path 'foo.a' would create a conflict at 'foo'
          {$set: {b: 1}, $rename: {a: 'b'}} | {_id: 1} | 40 | Updating the path 'b' would create a conflict at 'b'
          {$set: {'a.$[]': 1, 'a.0': 1}} | {_id: 1} | 40 | Updating the path 'a.0' would create a conflict at 'a'
          {$set: {$x: 1}}  | {_id: 1}           | 52 | The dollar ($) prefixed field '$x' in '$x' is not allowed in the context of an update's replacement document.
          {$set: {'': 1}}  | {_id: 1}           | 56 | An empty update path is not valid.
          {$set: {'a..b': 1}} | {_id: 1}        | 56 | The update path 'a..b' contains an empty field name, which is not allowed.
          {$set: {_id: 2}} | {_id: 1}           | 66 | Performing an update on the path '_id' would modify the immutable field '_id'
          {$unset: {_id: 1}} | {_id: 1}         | 66 | Performing an update on the path '_id' would modify the immutable field '_id'
          {$inc: {_id: 1}} | {_id: 1}           | 66 | Performing an update on the path '_id' would modify the immutable field '_id'
          {$set: {'_id.a': 2}} | {_id: {a: 1}}  | 66 | Performing an update on the path '_id.a' would modify the immutable field '_id'
          {$set: {'a.1500005': 1}} | {_id: 1, a: [1]} | 191 | can't backfill more than 1500000 elements
          """)
  void isRefused(String update, String document, int code, String message) {
    assertRefused(
        () ->
            UpdateCompiler.compile(parse(update))
                .apply(BsonCodecs.encode(parse(document)), new Object[0]),
        code,
        message);
  }

  @Test
  void twoArrayFiltersThatWantTheSameElementConflict() {
    assertRefused(
        () ->
            UpdateCompiler.compile(
                    parse("{$set: {'a.$[e]': 1, 'a.$[]': 2}}"),
                    List.of(parse("{e: 1}")),
                    MatchPosition.NONE)
                .apply(BsonCodecs.encode(parse("{_id: 1, a: [1]}")), new Object[0]),
        40,
        "Update created a conflict at 'a.0'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {x: 1}                 | 9 | The array filter for identifier 'x' was not used in the update { $set: { a.$[]: 1 } }
          {}                     | 9 | Cannot use an expression without a top-level field name in arrayFilters
          {a: 1, b: 1}           | 9 | Error parsing array filter :: caused by :: Expected a single top-level field name, found 'a' and 'b'
          {Big: 1}               | 2 | Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found 'Big'
          """)
  void arrayFilterIsRefused(String filter, int code, String message) {
    assertRefused(
        () ->
            UpdateCompiler.compile(
                parse("{$set: {'a.$[]': 1}}"), List.of(parse(filter)), MatchPosition.NONE),
        code,
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: {$all: [1, 2]}}          | cannot infer query fields to set, path 'a' is matched twice
          {$and: [{a: 1}, {a: 2}]}     | cannot infer query fields to set, path 'a' is matched twice
          {a: {b: 1}, 'a.b': 1}        | cannot infer query fields to set, both paths 'a.b' and 'a' are matched
          """)
  void upsertThatCannotInferItsFieldsIsRefused(String filter, String message) {
    assertRefused(
        () ->
            UpdateCompiler.compile(parse("{$set: {z: 1}}"))
                .insert(
                    FilterCompiler.compile(parse(filter)).equalities(),
                    BsonSlice.of(1),
                    new Object[0]),
        54,
        message);
  }

  @Test
  void upsertWithAnArrayAsIdIsRefused() {
    assertRefused(
        () ->
            UpdateCompiler.compile(parse("{$set: {_id: [1]}}"))
                .insert(List.of(), BsonSlice.of(1), new Object[0]),
        53,
        "The '_id' value cannot be of type array");
  }

  @Test
  void replacementWithAnotherIdIsRefused() {
    assertRefused(
        () ->
            Replacement.of(parse("{_id: 2}"))
                .apply(BsonCodecs.encode(parse("{_id: 1}")), new Object[0]),
        66,
        "After applying the update, the (immutable) field '_id' was found to have been altered to"
            + " _id: 2");
  }

  @Test
  void replacementWithADollarFieldIsRefused() {
    assertRefused(
        () -> Replacement.of(parse("{$x: 2}")),
        52,
        "The dollar ($) prefixed field '$x' in '$x' is not allowed");
  }

  @Test
  void resultLargerThanTheLimitIsRefused() {
    BsonDocument half = new BsonDocument("a", new BsonString("x".repeat(9 << 20)));
    byte[] document = BsonCodecs.encode(parse("{_id: 1}").append("h", half));
    BsonDocument update =
        new BsonDocument("$set", new BsonDocument("b", new BsonString("x".repeat(9 << 20))));

    assertRefused(
        () -> UpdateCompiler.compile(update).apply(document, new Object[0]),
        10334,
        "Resulting document after update is larger than " + DocumentLimits.MAX_SIZE);
  }

  @Test
  void resultDeeperThanTheLimitIsRefused() {
    String path = "a" + ".a".repeat(DocumentLimits.MAX_DEPTH - 1);
    byte[] document = BsonCodecs.encode(parse("{_id: 1}"));

    BsonDocument deepest = parse("{$set: {'" + path + "': 1}}");
    BsonDocument deeper = parse("{$set: {'" + path + ".a': 1}}");

    assertThat(UpdateCompiler.compile(deepest).apply(document, new Object[0])).isNotEmpty();
    assertRefused(
        () -> UpdateCompiler.compile(deeper).apply(document, new Object[0]), 15, "cannot store");
  }

  private static void assertRefused(ThrowingCallable call, int code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(code))
        .hasMessageStartingWith(message);
  }

  private static BsonDocument parse(String json) {
    return BsonDocument.parse(json);
  }
}

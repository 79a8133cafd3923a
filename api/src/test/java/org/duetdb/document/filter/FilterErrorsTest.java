package org.duetdb.document.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MongoDB refuses to compile, with its code and text. */
class FilterErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$foo: 1}                | 2     | unknown top level operator: $foo
          {a: {$foo: 1}}           | 2     | unknown operator: $foo
          {a: {$in: 1}}            | 2     | $in needs an array
          {a: {$nin: 1}}           | 2     | $nin needs an array
          {a: {$in: [{$gt: 1}]}}   | 2     | cannot nest $ under $in
          {a: {$not: 1}}           | 2     | $not needs a regex or a document
          {a: {$not: {}}}          | 2     | $not cannot be empty
          {$and: 1}                | 2     | $and argument must be an array
          {$or: []}                | 2     | $or argument must be a non-empty array
          {$nor: [1]}              | 2     | $nor argument's entries must be objects
          {a: {$mod: 1}}           | 2     | malformed mod, needs to be an array
          {a: {$mod: [1]}}         | 2     | malformed mod, not enough elements
          {a: {$mod: [1, 2, 3]}}   | 2     | malformed mod, too many elements
          {a: {$mod: ['x', 2]}}    | 2     | malformed mod, divisor not a number
          {a: {$mod: [2, 'x']}}    | 2     | malformed mod, remainder not a number
          {a: {$mod: [0, 0]}}      | 2     | divisor cannot be 0
          {a: {$all: 1}}           | 2     | $all needs an array
          {a: {$all: [{$gt: 1}]}}  | 2     | no $ expressions in $all
          {a: {$all: [{$elemMatch: {}}, 1]}} | 2 | $all/$elemMatch has to be consistent
          {a: {$elemMatch: 1}}     | 2     | $elemMatch needs an Object
          {a: {$options: 'i'}}     | 2     | $options needs a $regex
          {a: {$regex: 5}}         | 2     | $regex has to be a string
          {a: {$regex: 'x', $options: 5}} | 2 | $options has to be a string
          {a: {$regex: '('}}       | 51091 | Regular expression is invalid
          {a: {$regex: 'x', $options: 'q'}} | 51108 | invalid flag in regex options: q
          {a: {$gt: {$regularExpression: {pattern: 'x', options: ''}}}} | 2 | Can't have RegEx as arg to predicate over field 'a'.
          {a: {$ne: {$regularExpression: {pattern: 'x', options: ''}}}} | 2 | Can't have regex as arg to $ne.
          {a: {$eq: {$undefined: true}}} | 2 | cannot compare to undefined
          {a: {$type: 'nothing'}}  | 2     | Unknown type name alias: nothing
          {a: {$type: 'missing'}}  | 2     | 'missing' is not a legal type name.
          {a: {$type: 99}}         | 2     | Invalid numerical type code: 99
          {a: {$type: 0}}          | 2     | Invalid numerical type code: 0. Instead use {$exists:false}.
          {a: {$type: true}}       | 14    | type must be represented as a number or a string
          {a: {$type: []}}         | 9     | a must match at least one type
          {a: {$size: 'x'}}        | 9     | Failed to parse $size. Expected a number in: $size: "x"
          {a: {$size: -1}}         | 9     | Failed to parse $size. Expected a non-negative number in: $size: -1
          {a: {$size: 1.5}}        | 9     | Failed to parse $size. Expected an integer: $size: 1.5
          {a: {$bitsAllSet: 'x'}}  | 2     | $bitsAllSet takes an Array, a number, or a BinData but received: $bitsAllSet: "x"
          {a: {$bitsAllSet: [-1]}} | 2     | bit positions must be >= 0 but got: -1
          {a: {$where: '1'}}       | 2     | $where cannot be applied to a field
          {a: {$elemMatch: {$expr: true}}} | 2 | $expr can only be applied to the top-level document
          {$expr: {$nope: 1}}      | 168   | Unrecognized expression '$nope'
          {$where: 'x'}            | 238   | $where is not supported
          {$alwaysTrue: 2}         | 9     | $alwaysTrue must be an integer value of 1
          """)
  void isRefused(String filter, int code, String message) {
    assertThatThrownBy(() -> FilterCompiler.compile(BsonDocument.parse(filter)))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(code))
        .hasMessageStartingWith(message);
  }
}

package org.duetdb.document.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MongoDB refuses to compile or to evaluate, with its number and text. */
class ExpressionErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$foo: 1}                         | 168   | Unrecognized expression '$foo'
          {$add: 1, $sub: 2}                | 15983 | an object representing an expression must have exactly one field: { $add: 1, $sub: 2 }
          '$'                               | 16872 | '$' by itself is not a valid FieldPath
          '$a.'                             | 40353 | FieldPath must not end with a '.'.
          '$a..b'                           | 15998 | FieldPath field names may not be empty strings.
          '$$nope'                          | 17276 | Use of undefined variable: nope
          {$eq: [1]}                        | 16020 | Expression $eq takes exactly 2 arguments. 1 were passed in.
          {$slice: [[1]]}                   | 28667 | Expression $slice takes at least 2 arguments, and at most 3, but 1 were passed in.
          {$add: ['x']}                     | 14    | $add only supports numeric or date types, not string
          {$subtract: ['x', 1]}             | 14    | can't $subtract int from string
          {$multiply: ['x']}                | 14    | $multiply only supports numeric types, not string
          {$divide: [1, 0]}                 | 2     | can't $divide by zero
          {$divide: ['x', 1]}               | 14    | $divide only supports numeric types, not string and int
          {$mod: [1, 0]}                    | 16610 | can't $mod by zero
          {$abs: 'x'}                       | 28765 | $abs only supports numeric types, not string
          {$sqrt: -1}                       | 28714 | $sqrt's argument must be greater than or equal to 0
          {$ln: 0}                          | 28766 | $ln's argument must be a positive number, but is 0
          {$pow: [0, -1]}                   | 28764 | $pow cannot take a base of 0 and a negative exponent
          {$concat: [1]}                    | 16702 | $concat only supports strings, not int
          {$toUpper: [[1]]}                 | 16007 | can't convert from BSON type array to String
          {$split: [1, 'x']}                | 40085 | $split requires an expression that evaluates to a string as a first argument, found: int
          {$strLenCP: 1}                    | 34471 | $strLenCP requires a string argument, found: int
          {$trim: {input: 5}}               | 50699 | $trim requires its input to be a string, got 5 (of type int) instead.
          {$size: 'x'}                      | 17124 | The argument to $size must be an array, but was of type: string
          {$arrayElemAt: ['x', 0]}          | 28689 | $arrayElemAt's first argument must be an array, but is string
          {$concatArrays: ['x']}            | 28664 | $concatArrays only supports arrays, not string
          {$in: [1, 2]}                     | 40081 | $in requires an array as a second argument, found: int
          {$range: [0, 1, 0]}               | 34449 | $range requires a non-zero step value
          {$map: {input: 'x', in: 1}}       | 16883 | input to $map must be an array not string
          {$filter: {input: 'x', cond: 1}}  | 28651 | input to $filter must be an array not string
          {$reduce: {input: 5, initialValue: 0, in: 1}} | 40080 | $reduce requires that 'input' be an array, found: 5
          {$let: {vars: {X: 1}, in: 1}}     | 16867 | 'X' starts with an invalid character for a user variable name
          {$switch: {branches: []}}         | 40068 | $switch requires at least one branch.
          {$switch: {branches: [{case: false, then: 1}]}} | 40066 | $switch could not find a matching branch for an input, and no default was specified.
          {$cond: {if: 1, then: 2}}         | 17082 | Missing 'else' parameter to $cond
          {$ifNull: [1]}                    | 1257300 | $ifNull needs at least two arguments, had: 1
          {$setUnion: [1]}                  | 17043 | All operands of $setUnion must be arrays. One argument is of type: int
          {$mergeObjects: [5]}              | 40400 | $mergeObjects requires object inputs, but input 5 is of type int
          {$arrayToObject: 5}               | 40386 | $arrayToObject requires an array input, found: int
          {$toInt: 'x'}                     | 241   | Failed to parse number 'x' in $convert with no onError value
          {$toInt: 1e10}                    | 241   | Conversion would overflow target type in $convert with no onError value: 10000000000.0
          {$toDate: true}                   | 241   | Unsupported conversion from bool to date in $convert with no onError value
          {$toObjectId: 'x'}                | 241   | Failed to parse objectId 'x' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found 1
          {$year: 'x'}                      | 16006 | can't convert from BSON type string to Date
          {$year: {date: {$toDate: 1.0}, timezone: 'Moon'}} | 40485 | unrecognized time zone identifier: "Moon"
          {$dateToString: {date: {$toDate: 1.0}, format: '%Q'}} | 18536 | Invalid format character '%Q' in format string
          {$dateFromString: {dateString: 'x'}} | 241 | Error parsing date string 'x'
          {$regexMatch: {input: 5, regex: 'x'}} | 51104 | $regexMatch needs 'input' to be of type string
          {$regexMatch: {input: 'x', regex: '('}} | 51111 | Invalid Regex in $regexMatch
          """)
  void isRefused(String expression, int number, String message) {
    assertThatThrownBy(
            () ->
                ExpressionCompiler.compile(
                        BsonDocument.parse("{e: " + expression + "}").get("e"), Names.NONE)
                    .evaluate(Scope.of(BsonCodecs.encode(new BsonDocument()), new Object[0])))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(number))
        .hasMessageStartingWith(message);
  }
}

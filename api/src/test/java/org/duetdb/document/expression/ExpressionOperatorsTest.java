package org.duetdb.document.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operator by table: an expression, and its value for one document. */
class ExpressionOperatorsTest {
  private static final String DOCUMENT =
      "{_id: 1, i: 7, n: -3, d: 2.5, l: {$numberLong: '5000000000'}, m: {$numberDecimal: '1.5'},"
          + " s: 'Hello', e: '', nul: null, t: true, f: false, a: [3, 1, 2], docs: [{x: 1, y: 'p'},"
          + " {x: 2}, 5], o: {p: 1, q: {r: 'z'}}, u: 'h\u00e9llo',"
          + " date: {$date: '2024-02-29T13:45:30.123Z'}, oid: {$oid: '507f1f77bcf86cd799439011'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '$i'                              | int: 7
          '$o.q.r'                          | string: "z"
          '$docs.x'                         | array: [ 1, 2 ]
          '$docs.y'                         | array: [ "p" ]
          '$a.0'                            | array: []
          '$nope'                           | missing
          '$s.x'                            | missing
          '$$ROOT._id'                      | int: 1
          '$$CURRENT.i'                     | int: 7
          '$$REMOVE'                        | missing
          '$$NOW'                           | date: new Date(1751364000123)
          5                                 | int: 5
          'x'                               | string: "x"
          {a: '$i', b: '$nope', c: {d: 1}}  | object: { a: 7, c: { d: 1 } }
          ['$i', '$nope']                   | array: [ 7, null ]
          {$literal: '$i'}                  | string: "$i"
          {$eq: ['$i', 7.0]}                | bool: true
          {$ne: ['$i', '$s']}               | bool: true
          {$lt: ['$nope', null]}            | bool: true
          {$gt: ['$s', '$i']}               | bool: true
          {$gte: ['$i', 7]}                 | bool: true
          {$lte: ['$i', 6]}                 | bool: false
          {$cmp: ['$i', 9]}                 | int: -1
          {$and: ['$t', '$i']}              | bool: true
          {$and: ['$t', '$nul']}            | bool: false
          {$and: []}                        | bool: true
          {$or: ['$f', 0, '$s']}            | bool: true
          {$or: []}                         | bool: false
          {$not: ['$f']}                    | bool: true
          {$cond: ['$t', 1, {$divide: [1, 0]}]} | int: 1
          {$cond: {if: '$nope', then: 1, else: 2}} | int: 2
          {$ifNull: ['$nope', '$nul', 3]}   | int: 3
          {$ifNull: ['$nope', '$nope']}     | missing
          {$switch: {branches: [{case: '$f', then: 1}, {case: '$t', then: 2}]}} | int: 2
          {$switch: {branches: [{case: '$f', then: 1}], default: 9}} | int: 9
          """)
  void valuesComparisonAndLogic(String expression, String result) {
    check(expression, result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$add: ['$i', 1]}                 | int: 8
          {$add: ['$i', '$d']}              | double: 9.5
          {$add: [2147483647, 1]}           | long: 2147483648
          {$add: [{$numberLong: '9223372036854775807'}, 1]} | double: 9.223372036854776E18
          {$add: ['$i', '$nul']}            | null: null
          {$add: ['$date', 1000]}           | date: new Date(1709214331123)
          {$add: [0.1, 0.2, 0.3]}           | double: 0.6
          {$add: ['$m', 1]}                 | decimal: 2.5
          {$add: []}                        | int: 0
          {$subtract: ['$i', 10]}           | int: -3
          {$subtract: ['$date', '$date']}   | long: 0
          {$subtract: ['$date', 123]}       | date: new Date(1709214330000)
          {$subtract: [-2147483648, 1]}     | long: -2147483649
          {$subtract: [5, -2147483648]}     | long: 2147483653
          {$multiply: ['$i', '$d', 2]}      | double: 35.0
          {$multiply: [2147483647, 2]}      | long: 4294967294
          {$divide: ['$i', 2]}              | double: 3.5
          {$divide: ['$m', 3]}              | decimal: 0.5
          {$mod: ['$i', 4]}                 | int: 3
          {$mod: [-7, 4]}                   | int: -3
          {$mod: [7.5, 2]}                  | double: 1.5
          {$mod: ['$m', 1]}                 | decimal: 0.5
          {$abs: '$n'}                      | int: 3
          {$abs: -2147483648}               | long: 2147483648
          {$ceil: '$d'}                     | double: 3.0
          {$floor: -2.5}                    | double: -3.0
          {$round: ['$d']}                  | double: 2.0
          {$round: [3.5]}                   | double: 4.0
          {$round: [1234.567, 2]}           | double: 1234.57
          {$round: [1250, -2]}              | int: 1200
          {$trunc: [-1.99, 1]}              | double: -1.9
          {$sqrt: 16}                       | double: 4.0
          {$pow: [2, 10]}                   | int: 1024
          {$pow: [2, -1]}                   | double: 0.5
          {$pow: [2, 0.5]}                  | double: 1.4142135623730951
          {$exp: 0}                         | double: 1.0
          {$ln: 1}                          | double: 0.0
          {$log10: 1000}                    | double: 3.0
          {$log: [8, 2]}                    | double: 3.0
          {$sin: 0}                         | double: 0.0
          {$bitAnd: [6, 3]}                 | int: 2
          {$bitOr: [4, {$numberLong: '1'}]} | long: 5
          {$bitNot: 0}                      | int: -1
          {$sum: '$a'}                      | int: 6
          {$sum: ['$i', '$d', 'x']}         | double: 9.5
          {$avg: '$a'}                      | double: 2.0
          {$avg: []}                        | null: null
          {$min: '$a'}                      | int: 1
          {$max: ['$i', '$s', null]}        | string: "Hello"
          {$stdDevPop: [2, 4]}              | double: 1.0
          {$stdDevSamp: [1]}                | null: null
          {$maxN: {input: '$a', n: 2}}      | array: [ 3, 2 ]
          {$firstN: {input: '$a', n: 2}}    | array: [ 3, 1 ]
          {$lastN: {input: '$a', n: 9}}     | array: [ 3, 1, 2 ]
          """)
  void numbers(String expression, String result) {
    check(expression, result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$concat: ['$s', ' ', 'x']}       | string: "Hello x"
          {$concat: ['$s', '$nul']}         | null: null
          {$toUpper: '$u'}                  | string: "HéLLO"
          {$toLower: '$s'}                  | string: "hello"
          {$toUpper: '$nul'}                | string: ""
          {$strcasecmp: ['$s', 'hELLO']}    | int: 0
          {$strLenBytes: '$u'}              | int: 6
          {$strLenCP: '$u'}                 | int: 5
          {$substrBytes: ['$s', 1, 2]}      | string: "el"
          {$substrBytes: ['$s', 3, -1]}     | string: "lo"
          {$substrCP: ['$u', 1, 3]}         | string: "éll"
          {$substrCP: ['$u', 9, 3]}         | string: ""
          {$split: ['a-b-', '-']}           | array: [ "a", "b", "" ]
          {$indexOfBytes: ['$u', 'l']}      | int: 3
          {$indexOfCP: ['$u', 'l']}         | int: 2
          {$indexOfCP: ['$u', 'l', 3]}      | int: 3
          {$indexOfCP: ['$u', 'x']}         | int: -1
          {$trim: {input: '  x '}}          | string: "x"
          {$ltrim: {input: 'xxay', chars: 'x'}} | string: "ay"
          {$rtrim: {input: 'ayyx', chars: 'xy'}} | string: "a"
          {$replaceOne: {input: 'aXbX', find: 'X', replacement: '-'}} | string: "a-bX"
          {$replaceAll: {input: 'aXbX', find: 'X', replacement: '-'}} | string: "a-b-"
          {$regexMatch: {input: '$s', regex: '^h', options: 'i'}} | bool: true
          {$regexFind: {input: '$u', regex: '(l)(x)?'}} | object: { match: "l", idx: 2, captures: [ "l", null ] }
          {$regexFindAll: {input: 'abab', regex: 'b'}} | array: [ { match: "b", idx: 1, captures: [] }, { match: "b", idx: 3, captures: [] } ]
          {$regexFind: {input: '$s', regex: 'zz'}} | null: null
          """)
  void strings(String expression, String result) {
    check(expression, result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$size: '$a'}                     | int: 3
          {$isArray: '$a'}                  | bool: true
          {$isArray: ['$i']}                | bool: false
          {$arrayElemAt: ['$a', 0]}         | int: 3
          {$arrayElemAt: ['$a', -1]}        | int: 2
          {$arrayElemAt: ['$a', 9]}         | missing
          {$first: '$a'}                    | int: 3
          {$last: '$docs.x'}                | int: 2
          {$slice: ['$a', 2]}               | array: [ 3, 1 ]
          {$slice: ['$a', -2]}              | array: [ 1, 2 ]
          {$slice: ['$a', 1, 1]}            | array: [ 1 ]
          {$concatArrays: ['$a', [9]]}      | array: [ 3, 1, 2, 9 ]
          {$concatArrays: ['$a', '$nul']}   | null: null
          {$in: [1.0, '$a']}                | bool: true
          {$indexOfArray: ['$a', 2]}        | int: 2
          {$reverseArray: '$a'}             | array: [ 2, 1, 3 ]
          {$range: [0, 7, 3]}               | array: [ 0, 3, 6 ]
          {$range: [3, 0, -2]}              | array: [ 3, 1 ]
          {$zip: {inputs: ['$a', ['x']]}}   | array: [ [ 3, "x" ] ]
          {$zip: {inputs: [[1], [2, 3]], useLongestLength: true, defaults: [0, 0]}} | array: [ [ 1, 2 ], [ 0, 3 ] ]
          {$map: {input: '$a', as: 'v', in: {$add: ['$$v', '$i']}}} | array: [ 10, 8, 9 ]
          {$map: {input: '$docs', in: '$$this.x'}} | array: [ 1, 2, null ]
          {$filter: {input: '$a', cond: {$gt: ['$$this', 1]}}} | array: [ 3, 2 ]
          {$filter: {input: '$a', as: 'x', cond: true, limit: 1}} | array: [ 3 ]
          {$reduce: {input: '$a', initialValue: 0, in: {$add: ['$$value', '$$this']}}} | int: 6
          {$let: {vars: {x: '$i', y: 2}, in: {$multiply: ['$$x', '$$y']}}} | int: 14
          {$let: {vars: {x: 1}, in: {$let: {vars: {x: 2, z: '$$x'}, in: ['$$x', '$$z']}}}} | array: [ 2, 1 ]
          {$map: {input: [1, 2], as: 'x', in: {$map: {input: [10], as: 'x', in: {$add: ['$$x', 1]}}}}} | array: [ [ 11 ], [ 11 ] ]
          {$sortArray: {input: '$a', sortBy: -1}} | array: [ 3, 2, 1 ]
          {$sortArray: {input: '$docs', sortBy: {x: -1}}} | array: [ { x: 2 }, { x: 1, y: "p" }, 5 ]
          {$setUnion: [[2, 1], [2, 3.0]]}   | array: [ 1, 2, 3.0 ]
          {$setIntersection: [[2, 1, 1], [1, 5]]} | array: [ 1 ]
          {$setDifference: [[3, 1, 3], [1]]} | array: [ 3 ]
          {$setEquals: [[1, 2], [2, 1, 1]]} | bool: true
          {$setIsSubset: [[1], '$a']}       | bool: true
          {$anyElementTrue: [[0, 1]]}       | bool: true
          {$allElementsTrue: [[1, null]]}   | bool: false
          {$mergeObjects: ['$o', {p: 2, s: 3}, null]} | object: { p: 2, q: { r: "z" }, s: 3 }
          {$objectToArray: {a: 1}}          | array: [ { k: "a", v: 1 } ]
          {$arrayToObject: [[['a', 1], ['b', 2]]]} | object: { a: 1, b: 2 }
          {$arrayToObject: [[{k: 'a', v: 1}]]} | object: { a: 1 }
          {$getField: 'i'}                  | int: 7
          {$getField: {field: 'p', input: '$o'}} | int: 1
          {$setField: {field: 'a.b', input: '$$ROOT.o', value: 5}} | object: { p: 1, q: { r: "z" }, a.b: 5 }
          {$unsetField: {field: 'p', input: '$o'}} | object: { q: { r: "z" } }
          """)
  void arraysSetsAndDocuments(String expression, String result) {
    check(expression, result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$type: '$l'}                     | string: "long"
          {$type: '$nope'}                  | string: "missing"
          {$isNumber: '$m'}                 | bool: true
          {$toInt: '12'}                    | int: 12
          {$toInt: 2.9}                     | int: 2
          {$toLong: '$date'}                | long: 1709214330123
          {$toDouble: '1.5'}                | double: 1.5
          {$toDecimal: 1}                   | decimal: 1
          {$toBool: '$s'}                   | bool: true
          {$toBool: 0}                      | bool: false
          {$toString: 1.0}                  | string: "1"
          {$toString: '$date'}              | string: "2024-02-29T13:45:30.123Z"
          {$toString: '$oid'}               | string: "507f1f77bcf86cd799439011"
          {$toObjectId: '507f1f77bcf86cd799439011'} | objectId: ObjectId('507f1f77bcf86cd799439011')
          {$toDate: '2024-02-29'}           | date: new Date(1709164800000)
          {$toDate: '$oid'}                 | date: new Date(1350508407000)
          {$toInt: '$nul'}                  | null: null
          {$convert: {input: 'x', to: 'int', onError: -1}} | int: -1
          {$convert: {input: '$nope', to: 'int', onNull: 0}} | int: 0
          {$convert: {input: '7', to: 16}}  | int: 7
          """)
  void conversions(String expression, String result) {
    check(expression, result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$year: '$date'}                  | int: 2024
          {$month: '$date'}                 | int: 2
          {$dayOfMonth: ['$date']}          | int: 29
          {$hour: {date: '$date', timezone: '+02:00'}} | int: 15
          {$hour: {date: '$date', timezone: 'America/New_York'}} | int: 8
          {$minute: '$date'}                | int: 45
          {$second: '$date'}                | int: 30
          {$millisecond: '$date'}           | int: 123
          {$dayOfWeek: '$date'}             | int: 5
          {$dayOfYear: '$date'}             | int: 60
          {$week: '$date'}                  | int: 8
          {$isoWeek: '$date'}               | int: 9
          {$isoDayOfWeek: '$date'}          | int: 4
          {$isoWeekYear: '$date'}           | int: 2024
          {$year: '$nul'}                   | null: null
          {$dateToString: {date: '$date'}}  | string: "2024-02-29T13:45:30.123Z"
          {$dateToString: {date: '$date', format: '%d.%m.%Y %H:%M %z', timezone: '+0100'}} | string: "29.02.2024 14:45 +0100"
          {$dateToString: {date: '$date', format: '%j %U %V %G %u %w %b %B %%'}} | string: "060 08 09 2024 4 5 Feb February %"
          {$dateFromString: {dateString: '2024-02-29T01:02:03Z'}} | date: new Date(1709168523000)
          {$dateFromString: {dateString: '2024-02-29 01:02', timezone: '+01:00'}} | date: new Date(1709164920000)
          {$dateFromString: {dateString: '29/02/2024', format: '%d/%m/%Y'}} | date: new Date(1709164800000)
          {$dateFromString: {dateString: 'x', onError: 'bad'}} | string: "bad"
          {$dateToParts: {date: '$date'}}   | object: { year: 2024, month: 2, day: 29, hour: 13, minute: 45, second: 30, millisecond: 123 }
          {$dateFromParts: {year: 2024, month: 14, day: 0}} | date: new Date(1738281600000)
          {$dateFromParts: {isoWeekYear: 2024, isoWeek: 9, isoDayOfWeek: 4}} | date: new Date(1709164800000)
          {$dateAdd: {startDate: '$date', unit: 'year', amount: 1}} | date: new Date(1740750330123)
          {$dateSubtract: {startDate: '$date', unit: 'hour', amount: 24}} | date: new Date(1709127930123)
          {$dateDiff: {startDate: {$toDate: '2023-12-31'}, endDate: '$date', unit: 'month'}} | long: 2
          {$dateDiff: {startDate: {$toDate: '2024-02-24'}, endDate: '$date', unit: 'week'}} | long: 1
          {$dateDiff: {startDate: {$toDate: '2024-02-28'}, endDate: '$date', unit: 'day'}} | long: 1
          {$dateTrunc: {date: '$date', unit: 'month'}} | date: new Date(1706745600000)
          {$dateTrunc: {date: '$date', unit: 'hour', binSize: 6}} | date: new Date(1709208000000)
          {$dateTrunc: {date: '$date', unit: 'week', startOfWeek: 'monday'}} | date: new Date(1708905600000)
          """)
  void dates(String expression, String result) {
    check(expression, result);
  }

  @Test
  void constantsOfTheStatementAreVariables() {
    Names names = Names.ofConstants(BsonDocument.parse("{limit: 5}"));
    Expression expression =
        ExpressionCompiler.compile(BsonDocument.parse("{$gt: ['$i', '$$limit']}"), names);

    assertThat(expression.evaluate(scope())).isEqualTo(BsonSlice.of(true));
  }

  private static void check(String expression, String result) {
    BsonSlice value =
        ExpressionCompiler.compile(
                BsonDocument.parse("{e: " + expression + "}").get("e"), Names.NONE)
            .evaluate(scope());

    String text = value.isMissing() ? "missing" : ElementType.nameOf(value.type()) + ": " + value;
    assertThat(text).isEqualTo(result);
  }

  private static Scope scope() {
    byte[] document = BsonCodecs.encode(BsonDocument.parse(DOCUMENT));
    return Scope.of(document, new Object[] {Instant.ofEpochMilli(1751364000123L)});
  }
}

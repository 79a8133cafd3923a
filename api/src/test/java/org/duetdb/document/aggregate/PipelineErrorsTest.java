package org.duetdb.document.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MongoDB refuses to compile or to run, with its number and text. */
class PipelineErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{$foo: 1}]                       | 40324 | Unrecognized pipeline stage name: '$foo'
          [{$match: {}, $limit: 1}]         | 40323 | A pipeline stage specification object must contain exactly one field.
          [{$geoNear: {}}]                  | 238   | the stage $geoNear is not supported
          [{$match: 5}]                     | 15959 | the match filter must be an expression in an object
          [{$project: 5}]                   | 15969 | $project specification must be an object
          [{$project: {}}]                  | 51272 | Invalid $project :: caused by :: projection specification must have at least one field
          [{$project: {a: 1, b: 0}}]        | 31254 | Cannot do exclusion on field b in inclusion projection
          [{$addFields: 5}]                 | 40272 | $addFields specification stage must be an object, got int
          [{$addFields: {a: 1, 'a.b': 1}}]  | 40176 | specification contains two conflicting paths.
          [{$unset: 5}]                     | 31002 | $unset specification must be a string or an array
          [{$replaceRoot: {newRoot: '$a'}}] | 40228 | 'newRoot' expression must evaluate to an object, but resulting value was: 1. Type of resulting value: 'int'. Input document: { _id: 1, a: 1 }
          [{$replaceWith: '$nope'}]         | 40228 | 'replacement document' must evaluate to an object, but resulting value was: MISSING. Type of resulting value: 'missing'.
          [{$limit: 0}]                     | 15958 | the limit must be positive
          [{$limit: 'x'}]                   | 5107201 | invalid argument to $limit stage: Expected a number in: $limit: "x"
          [{$skip: -1}]                     | 5107200 | invalid argument to $skip stage: Expected a non-negative number in: $skip: -1
          [{$sort: {}}]                     | 15976 | $sort stage must have at least one sort key
          [{$sort: {a: 2}}]                 | 15975 | $sort key ordering must be 1 (for ascending) or -1 (for descending)
          [{$count: ''}]                    | 40156 | the count field must be a non-empty string
          [{$count: '$a'}]                  | 40158 | the count field cannot be a $-prefixed path
          [{$unwind: 5}]                    | 15981 | expected either a string or an object as specification for $unwind stage, got int
          [{$unwind: 'a'}]                  | 28818 | path option to $unwind stage should be prefixed with a '$': a
          [{$group: {a: 1}}]                | 40234 | The field 'a' must be an accumulator object
          [{$group: {a: {$sum: 1}}}]        | 15955 | a group specification must include an _id
          [{$group: {_id: 1, a: {$foo: 1}}}] | 15952 | unknown group operator '$foo'
          [{$group: {_id: 1, a: {$sum: 1, $max: 1}}}] | 40238 | The field 'a' must specify one accumulator
          [{$group: {_id: 1, 'a.b': {$sum: 1}}}] | 40235 | The field name 'a.b' cannot contain '.'
          [{$sortByCount: 5}]               | 40149 | the sortByCount field must be specified as a $-prefixed path
          [{$bucket: {groupBy: '$a'}}]      | 40198 | $bucket requires 'groupBy' and 'boundaries' to be specified.
          [{$bucket: {groupBy: '$a', boundaries: [1]}}] | 40192 | The $bucket 'boundaries' field must have at least 2 values, but found 1 value(s).
          [{$bucket: {groupBy: '$a', boundaries: [2, 1]}}] | 40194 | The 'boundaries' option to $bucket must be sorted
          [{$bucket: {groupBy: '$a', boundaries: [5, 6]}}] | 40066 | $switch could not find a matching branch for an input, and no default was specified.
          [{$facet: {}}]                    | 40169 | the $facet specification must be a non-empty object
          [{$facet: {a: [{$out: 'x'}]}}]    | 40600 | $out is not allowed to be used within a $facet stage
          [{$lookup: {from: 'x', as: 'y'}}] | 9     | $lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified
          [{$lookup: {as: 'y', localField: 'a', foreignField: 'b'}}] | 9 | must specify 'from' field for a $lookup
          [{$sample: {}}]                   | 28749 | $sample stage must specify a size
          [{$out: 'x'}, {$limit: 1}]        | 40601 | $out can only be the final stage in the pipeline
          [{$merge: {}}]                    | 40414 | BSON field '$merge.into' is missing but a required field
          [{$merge: {into: 't', whenNotMatched: 'fail'}}] | 13113 | $merge could not find a matching document in the target collection
          [{$merge: {into: 't', on: 'nope'}}] | 51132 | $merge write error: 'on' field cannot be missing, null, undefined or an array
          """)
  void isRefused(String pipeline, int number, String message) {
    assertThatThrownBy(() -> new MemoryContext().run("[{_id: 1, a: 1}]", pipeline))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.number()).isEqualTo(number))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'[{$sort: {a: 1}}]', Sort",
    "'[{$group: {_id: null, all: {$push: \"$s\"}}}]', $group",
    "'[{$group: {_id: \"$_id\"}}]', $group"
  })
  void blockingStageBeyondTheMemoryLimitIsRefused(String pipeline, String stage) {
    MemoryContext context = new MemoryContext().withMemoryLimit(150);

    assertThatThrownBy(
            () ->
                context.run(
                    "[{_id: 1, s: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'},"
                        + " {_id: 2, s: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'},"
                        + " {_id: 3, s: 'ccccccccccccccccccccccccccccccccccccccccccccccccc'}]",
                    pipeline))
        .isInstanceOfSatisfying(
            DuetException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_EXCEEDED_MEMORY_LIMIT))
        .hasMessageStartingWith(stage + " exceeded memory limit of 150 bytes");
  }

  @Test
  void firstMatchesAreLeftToTheCaller() {
    CompiledPipeline pipeline =
        PipelineCompiler.compile(
            MemoryContext.stages("[{$match: {a: 1}}, {$match: {b: 1}}, {$limit: 1}]"));

    assertThat(pipeline.filter().toJson()).isEqualTo("{\"$and\": [{\"a\": 1}, {\"b\": 1}]}");
    assertThat(pipeline.writes()).isFalse();
  }
}

package org.duetdb.document.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each stage by table: what goes in, the pipeline, what comes out. */
class StagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{_id: 1, a: 1}, {_id: 2, a: 2}] | [] | [{_id: 1, a: 1}, {_id: 2, a: 2}]
          [{_id: 1, a: 1}, {_id: 2, a: 2}] | [{$match: {a: {$gt: 1}}}] | [{_id: 2, a: 2}]
          [{_id: 1, a: 1}, {_id: 2, a: 2}] | [{$match: {_id: 2}}, {$match: {a: 2}}] | [{_id: 2, a: 2}]
          [{_id: 1, a: 1}, {_id: 2, a: 2}] | [{$skip: 1}, {$match: {_id: 2}}] | [{_id: 2, a: 2}]
          [{_id: 1}, {_id: 2}, {_id: 3}] | [{$skip: 1}, {$limit: 1}] | [{_id: 2}]
          [{_id: 1, a: 2}, {_id: 2, a: 1}] | [{$sort: {a: 1}}] | [{_id: 2, a: 1}, {_id: 1, a: 2}]
          [{_id: 1}, {_id: 2}] | [{$count: 'n'}] | [{n: 2}]
          [] | [{$count: 'n'}] | []
          [{_id: 1, a: 1, b: {c: 2}}] | [{$project: {a: 1}}] | [{_id: 1, a: 1}]
          [{_id: 1, a: 1, b: {c: 2}}] | [{$project: {_id: 0, x: '$b.c', y: {$add: ['$a', 1]}}}] | [{x: 2, y: 2}]
          [{_id: 1, a: [{b: 1}, {b: 2}]}] | [{$project: {'a.c': '$a.b'}}] | [{_id: 1, a: [{c: [1, 2]}, {c: [1, 2]}]}]
          [{_id: 1, a: 1}] | [{$addFields: {b: '$a', 'c.d': 5, a: 2}}] | [{_id: 1, a: 2, b: 1, c: {d: 5}}]
          [{_id: 1, a: {x: 1}}] | [{$set: {a: {y: 2}}}] | [{_id: 1, a: {x: 1, y: 2}}]
          [{_id: 1, a: [{x: 1}, 5]}] | [{$set: {'a.y': 2}}] | [{_id: 1, a: [{x: 1, y: 2}, {y: 2}]}]
          [{_id: 1, a: 1}] | [{$set: {a: '$$REMOVE', b: '$nope'}}] | [{_id: 1}]
          [{_id: 1, a: 1, b: {c: 1, d: 2}}] | [{$unset: ['a', 'b.c']}] | [{_id: 1, b: {d: 2}}]
          [{_id: 1, a: {x: 1}}] | [{$replaceRoot: {newRoot: '$a'}}] | [{x: 1}]
          [{_id: 1, a: {x: 1}}] | [{$replaceWith: {$mergeObjects: ['$$ROOT', '$a']}}] | [{_id: 1, a: {x: 1}, x: 1}]
          [{_id: 1, a: [1, 2]}, {_id: 2, a: []}, {_id: 3}, {_id: 4, a: 7}] | [{$unwind: '$a'}] | [{_id: 1, a: 1}, {_id: 1, a: 2}, {_id: 4, a: 7}]
          [{_id: 1, a: [5]}, {_id: 2, a: []}, {_id: 3}, {_id: 4, a: null}] | [{$unwind: {path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i'}}] | [{_id: 1, a: 5, i: {$numberLong: '0'}}, {_id: 2, i: null}, {_id: 3, i: null}, {_id: 4, a: null, i: null}]
          [{_id: 1, a: {b: [1, 2]}}] | [{$unwind: '$a.b'}] | [{_id: 1, a: {b: 1}}, {_id: 1, a: {b: 2}}]
          """)
  void oneByOne(String input, String pipeline, String output) {
    check(input, pipeline, output);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {$sum: '$v'}          | 6
          {$sum: 1}             | 3
          {$count: {}}          | 3
          {$avg: '$v'}          | 3.0
          {$min: '$v'}          | 2
          {$max: '$v'}          | 4
          {$first: '$v'}        | 4
          {$last: '$v'}         | null
          {$push: '$v'}         | [4, 2]
          {$addToSet: '$k'}     | ['x']
          {$stdDevPop: '$v'}    | 1.0
          {$mergeObjects: '$o'} | {p: 2, q: 3}
          {$firstN: {input: '$v', n: 2}} | [4, 2]
          {$lastN: {input: '$v', n: 2}}  | [2, null]
          {$minN: {input: '$v', n: 1}}   | [2]
          {$maxN: {input: '$v', n: 5}}   | [4, 2]
          {$top: {sortBy: {v: -1}, output: '$_id'}}           | 1
          {$bottom: {sortBy: {v: -1}, output: '$_id'}}        | 3
          {$topN: {n: 2, sortBy: {v: 1}, output: '$_id'}}     | [3, 2]
          {$bottomN: {n: 2, sortBy: {v: 1}, output: '$_id'}}  | [2, 1]
          """)
  void accumulators(String accumulator, String result) {
    check(
        "[{_id: 1, k: 'x', v: 4, o: {p: 1}}, {_id: 2, k: 'x', v: 2, o: {p: 2, q: 3}},"
            + " {_id: 3, k: 'x'}]",
        "[{$group: {_id: '$k', r: " + accumulator + "}}]",
        "[{_id: 'x', r: " + result + "}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{k: 1, v: 1}, {k: 1.0, v: 2}, {v: 4}, {k: null, v: 8}] | [{$group: {_id: '$k', s: {$sum: '$v'}}}] | [{_id: 1, s: 3}, {_id: null, s: 12}]
          [{a: 1, b: 1}, {a: 1, b: 2}, {a: 1, b: 1}] | [{$group: {_id: {a: '$a', b: '$b'}, n: {$sum: 1}}}] | [{_id: {a: 1, b: 1}, n: 2}, {_id: {a: 1, b: 2}, n: 1}]
          [{a: 'x'}, {a: 'y'}, {a: 'y'}] | [{$sortByCount: '$a'}] | [{_id: 'y', count: 2}, {_id: 'x', count: 1}]
          [{a: 1}, {a: 5}, {a: 10}, {a: 'x'}] | [{$bucket: {groupBy: '$a', boundaries: [0, 5, 10], default: 'other'}}] | [{_id: 0, count: 1}, {_id: 5, count: 1}, {_id: 'other', count: 2}]
          [{a: 1}, {a: 2}] | [{$bucket: {groupBy: '$a', boundaries: [0, 5], output: {s: {$sum: '$a'}}}}] | [{_id: 0, s: 3}]
          [{a: 4}, {a: 1}, {a: 2}, {a: 3}] | [{$bucketAuto: {groupBy: '$a', buckets: 2}}] | [{_id: {min: 1, max: 3}, count: 2}, {_id: {min: 3, max: 4}, count: 2}]
          [{_id: 1, a: 1}, {_id: 2, a: 2}] | [{$facet: {n: [{$count: 'c'}], big: [{$match: {a: 2}}]}}] | [{n: [{c: 2}], big: [{_id: 2, a: 2}]}]
          """)
  void groups(String input, String pipeline, String output) {
    check(input, pipeline, output);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{_id: 1, k: 'a'}] | [{$lookup: {from: 'f', localField: 'k', foreignField: 'x', as: 'r'}}] | [{_id: 1, k: 'a', r: [{_id: 10, x: 'a'}, {_id: 11, x: ['a', 'b']}]}]
          [{_id: 1, k: ['b', 'c']}] | [{$lookup: {from: 'f', localField: 'k', foreignField: 'x', as: 'r'}}] | [{_id: 1, k: ['b', 'c'], r: [{_id: 11, x: ['a', 'b']}]}]
          [{_id: 1}] | [{$lookup: {from: 'f', localField: 'k', foreignField: 'x', as: 'r'}}] | [{_id: 1, r: [{_id: 12}]}]
          [{_id: 1, k: 11}] | [{$lookup: {from: 'f', localField: 'k', foreignField: '_id', as: 'r'}}] | [{_id: 1, k: 11, r: [{_id: 11, x: ['a', 'b']}]}]
          [{_id: 1, k: 'a'}] | [{$lookup: {from: 'f', let: {v: '$k'}, pipeline: [{$match: {$expr: {$eq: ['$x', '$$v']}}}, {$project: {_id: 1}}], as: 'r'}}] | [{_id: 1, k: 'a', r: [{_id: 10}]}]
          [{_id: 1, k: 'a'}, {_id: 2}] | [{$lookup: {from: 'f', pipeline: [{$count: 'n'}], as: 'r'}}] | [{_id: 1, k: 'a', r: [{n: 3}]}, {_id: 2, r: [{n: 3}]}]
          [{_id: 1, k: 'a'}] | [{$lookup: {from: 'f', localField: 'k', foreignField: 'x', pipeline: [{$match: {_id: 10}}], as: 'r.s'}}] | [{_id: 1, k: 'a', r: {s: [{_id: 10, x: 'a'}]}}]
          [{_id: 1}] | [{$lookup: {from: 'nope', localField: 'k', foreignField: 'x', as: 'r'}}] | [{_id: 1, r: []}]
          [{_id: 1}] | [{$unionWith: {coll: 'f', pipeline: [{$match: {_id: 12}}]}}] | [{_id: 1}, {_id: 12}]
          """)
  void otherCollections(String input, String pipeline, String output) {
    check(input, pipeline, output);
  }

  @Test
  void sampleGivesSoManyDifferentDocuments() {
    List<String> sample =
        new MemoryContext().run("[{_id: 1}, {_id: 2}, {_id: 3}]", "[{$sample: {size: 2}}]");

    assertThat(sample).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void outReplacesACollectionAndGivesNothing() {
    MemoryContext context = new MemoryContext().with("t", "[{_id: 9}]");

    assertThat(context.run("[{_id: 1, a: 1}]", "[{$project: {a: 1}}, {$out: 't'}]")).isEmpty();
    assertThat(json(context.collection("t"))).isEqualTo(json("[{_id: 1, a: 1}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {into: 't'}                             | [{_id: 1, a: 1, b: 1}, {_id: 2, b: 2}]
          {into: 't', whenMatched: 'replace'}     | [{_id: 1, b: 1}, {_id: 2, b: 2}]
          {into: 't', whenMatched: 'keepExisting'} | [{_id: 1, a: 1}, {_id: 2, b: 2}]
          {into: 't', whenNotMatched: 'discard'}  | [{_id: 1, a: 1, b: 1}]
          {into: 't', whenMatched: [{$set: {s: {$add: ['$a', '$$new.b']}}}]} | [{_id: 1, a: 1, s: 2}, {_id: 2, b: 2}]
          {into: 't', let: {x: '$b'}, whenMatched: [{$set: {y: '$$x'}}]} | [{_id: 1, a: 1, y: 1}, {_id: 2, b: 2}]
          """)
  void mergeBringsDocumentsIntoACollection(String merge, String merged) {
    MemoryContext context = new MemoryContext().with("t", "[{_id: 1, a: 1}]");

    context.run("[{_id: 1, b: 1}, {_id: 2, b: 2}]", "[{$merge: " + merge + "}]");

    assertThat(json(context.collection("t"))).isEqualTo(json(merged));
  }

  private static void check(String input, String pipeline, String output) {
    MemoryContext context =
        new MemoryContext().with("f", "[{_id: 10, x: 'a'}, {_id: 11, x: ['a', 'b']}, {_id: 12}]");

    assertThat(context.run(input, pipeline)).isEqualTo(json(output));
  }

  private static List<String> json(String documents) {
    return json(MemoryContext.documents(documents));
  }

  private static List<String> json(List<byte[]> documents) {
    return documents.stream().map(BsonCodecs::decodeDocument).map(BsonDocument::toJson).toList();
  }
}

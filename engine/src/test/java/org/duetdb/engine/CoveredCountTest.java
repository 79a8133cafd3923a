package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.List;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindQuery;
import org.duetdb.api.IndexOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that an index answers without a document, and those that it cannot answer. */
final class CoveredCountTest {
  private final TestDeployment test = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = test.demo();

  @BeforeEach
  void insertMany() {
    demo.createIndex(doc("{a: 1, b: -1}"));
    for (var document :
        List.of(
            "{_id: 1, a: 5, b: 1}",
            "{_id: 2, a: 5.0, b: 2}",
            "{_id: 3, a: 5, b: 'x'}",
            "{_id: 4, a: 6, b: 1, c: 1}",
            "{_id: 5, a: 7}",
            "{_id: 6, a: null, b: 1}",
            "{_id: 7, b: 1}",
            "{_id: 8, a: {$numberDouble: 'NaN'}, b: 1}",
            "{_id: 9, a: 'text', b: 1}")) {
      demo.insertOne(doc(document));
    }
  }

  @AfterEach
  void close() {
    assertThat(test.remains().snapshots()).isZero();
    test.close();
  }

  private static long stat(FindQuery<Document> query, String name) {
    var stats = query.explainCount().get("executionStats", Document.class);
    return ((Number) stats.get(name)).longValue();
  }

  private static String summary(FindQuery<Document> query) {
    return query.explainCount().getString("planSummary");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 5}                          | 3 | COUNT_SCAN { a: 1, b: -1 } | 3 | 0
          {a: {$in: [5, 7]}}              | 4 | COUNT_SCAN { a: 1, b: -1 } | 4 | 0
          {a: {$gt: 5}}                   | 2 | COUNT_SCAN { a: 1, b: -1 } | 2 | 0
          {a: {$gte: 5, $lt: 7}}          | 4 | COUNT_SCAN { a: 1, b: -1 } | 4 | 0
          {a: {$gte: 'a'}}                | 1 | COUNT_SCAN { a: 1, b: -1 } | 1 | 0
          {a: 5, b: {$gte: 1}}            | 2 | COUNT_SCAN { a: 1, b: -1 } | 2 | 0
          {a: 5, b: 1}                    | 1 | COUNT_SCAN { a: 1, b: -1 } | 1 | 0
          {$and: [{a: 5}, {b: 2}]}        | 1 | COUNT_SCAN { a: 1, b: -1 } | 1 | 0
          {_id: {$gt: 4, $lte: 8}}        | 4 | COUNT_SCAN { _id: 1 }      | 4 | 0
          {a: 99}                         | 0 | COUNT_SCAN { a: 1, b: -1 } | 0 | 0
          {a: {$lt: 6}}                   | 3 | IXSCAN { a: 1, b: -1 }     | 4 | 4
          {a: null}                       | 2 | IXSCAN { a: 1, b: -1 }     | 2 | 2
          {a: 6, c: 1}                    | 1 | IXSCAN { a: 1, b: -1 }     | 1 | 1
          {$and: [{a: 5}, {a: {$gt: 4}}]} | 3 | IXSCAN { a: 1, b: -1 }     | 3 | 3
          {a: 5, b: {$not: {$gt: 1}}}     | 2 | IXSCAN { a: 1, b: -1 }     | 3 | 3
          {b: 2}                          | 1 | COLLSCAN                   | 0 | 9
          {}                              | 9 | COLLSCAN                   | 0 | 9
          """)
  void anIndexCountsWhatItsKeysSay(
      String filter, int count, String summary, int keys, int documents) {
    var query = demo.find(doc(filter));

    assertThat(query.count()).isEqualTo(count);
    assertThat(demo.countDocuments(doc(filter))).isEqualTo(count);
    assertThat(summary(query)).isEqualTo(summary);
    assertThat(stat(query, "totalKeysExamined")).isEqualTo(keys);
    assertThat(stat(query, "totalDocsExamined")).isEqualTo(documents);
  }

  @Test
  void anIndexThroughArraysCountsByDocuments() {
    demo.insertOne(doc("{a: [5, 6]}"));

    assertThat(demo.countDocuments(doc("{a: {$gte: 5}}"))).isEqualTo(6);
    assertThat(summary(demo.find(doc("{a: 5}")))).isEqualTo("IXSCAN { a: 1, b: -1 }");
  }

  @Test
  void aSnapshotCountsWhatItSees() {
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      var inside = TestDeployment.demo(session);
      inside.insertOne(doc("{a: 5}"));
      demo.updateOne(doc("{_id: 1}"), doc("{$set: {a: 6}}"));
      demo.deleteOne(doc("{_id: 2}"));

      assertThat(inside.countDocuments(doc("{a: 5}"))).isEqualTo(4);
      assertThat(demo.countDocuments(doc("{a: 5}"))).isOne();
      session.abortTransaction();
    }
    assertThat(demo.countDocuments(doc("{a: 5}"))).isOne();
  }

  @Test
  void skipAndLimitCount() {
    assertThat(demo.find(doc("{a: 5}")).skip(1).count()).isEqualTo(2);
    assertThat(demo.find(doc("{a: 5}")).limit(2).count()).isEqualTo(2);
    assertThat(stat(demo.find(doc("{a: 5}")).limit(1), "totalKeysExamined")).isOne();
  }

  @Test
  void theWinningPlanIsACountOverKeys() {
    var plan =
        demo.find(doc("{a: 5}"))
            .explainCount()
            .get("queryPlanner", Document.class)
            .get("winningPlan", Document.class);

    assertThat(plan).containsEntry("stage", "COUNT").containsEntry("nCounted", 3L);
    assertThat(plan.get("inputStage", Document.class))
        .containsEntry("stage", "COUNT_SCAN")
        .containsEntry("indexName", "a_1_b_-1");
  }

  @Test
  void aPartialIndexCountsWhatItHas() {
    demo.createIndex(doc("{c: 1}"), IndexOptions.DEFAULT.withPartialFilter(doc("{c: {$gt: 0}}")));

    assertThat(demo.countDocuments(doc("{c: 1}"))).isOne();
    assertThat(summary(demo.find(doc("{c: 1}")))).isEqualTo("COUNT_SCAN { c: 1 }");
    assertThat(summary(demo.find(doc("{c: {$gte: 0}}")))).isEqualTo("COLLSCAN");
  }
}

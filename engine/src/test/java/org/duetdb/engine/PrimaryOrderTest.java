package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.List;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindQuery;
import org.duetdb.api.UpdateOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ranges and orders of {@code _id}: by an index that is there from the first query that wants it.
 */
final class PrimaryOrderTest {
  private final TestDeployment test = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = test.demo();

  @BeforeEach
  void insertInNoOrder() {
    for (int id : List.of(5, 1, 4, 2, 3)) {
      demo.insertOne(new Document("_id", id).append("n", 10 * id));
    }
  }

  @AfterEach
  void close() {
    assertThat(test.remains().snapshots()).isZero();
    test.close();
  }

  private static List<Integer> ids(FindQuery<Document> query) {
    return query.toList().stream().map(document -> document.getInteger("_id")).toList();
  }

  private static long stat(FindQuery<Document> query, String name) {
    return ((Number) query.explain().get("executionStats", Document.class).get(name)).longValue();
  }

  private static String stage(FindQuery<Document> query) {
    var plan = query.explain().get("queryPlanner", Document.class);
    return plan.get("winningPlan", Document.class).getString("stage");
  }

  @ParameterizedTest(name = "{0} sorted by {1}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {_id: {$gt: 3}}                    | {}              | 2 | IXSCAN { _id: 1 } | [4, 5]
          {_id: {$gte: 2, $lt: 4}}           | {}              | 2 | IXSCAN { _id: 1 } | [2, 3]
          {_id: {$gt: 1, $lt: 4}, n: 30}     | {}              | 2 | IXSCAN { _id: 1 } | [3]
          {}                                 | {_id: 1}        | 5 | IXSCAN { _id: 1 } | [1, 2, 3, 4, 5]
          {_id: {$lte: 3}}                   | {_id: -1}       | 3 | IXSCAN { _id: 1 } | [3, 2, 1]
          {n: {$gt: 20}}                     | {_id: -1}       | 5 | IXSCAN { _id: 1 } | [5, 4, 3]
          {_id: {$gt: 'a'}}                  | {}              | 0 | IXSCAN { _id: 1 } | []
          {_id: {$in: [4, 2], $gt: 2}}       | {}              | 2 | IXSCAN { _id: 1 } | [4]
          {n: {$gt: 20}}                     | {}              | 0 | COLLSCAN          | [5, 4, 3]
          {_id: {$ne: 3}, n: {$lt: 50}}      | {}              | 0 | COLLSCAN          | [1, 4, 2]
          {n: {$gt: 20}}                     | {n: 1, _id: 1}  | 0 | COLLSCAN          | [3, 4, 5]
          """)
  void aRangeOrAnOrderOfIdIsReadFromItsIndex(
      String filter, String sort, int keys, String summary, String found) {
    var query = demo.find(doc(filter)).sort(doc(sort));

    assertThat(query.explain().getString("planSummary")).isEqualTo(summary);
    assertThat(ids(query)).hasToString(found);
    assertThat(stat(query, "totalKeysExamined")).isEqualTo(keys);
    assertThat(stage(query)).isEqualTo(sort.equals("{n: 1, _id: 1}") ? "SORT" : stageOf(summary));
  }

  private static String stageOf(String summary) {
    return summary.equals("COLLSCAN") ? summary : "FETCH";
  }

  @Test
  void aPageAfterTheLastOneSeenLooksAtNoMoreThanThePage() {
    var page = demo.find(doc("{_id: {$gt: 2}}")).sort(doc("{_id: 1}")).limit(2);

    assertThat(ids(page)).containsExactly(3, 4);
    assertThat(stat(page, "totalKeysExamined")).isEqualTo(2);
    assertThat(stat(page, "totalDocsExamined")).isEqualTo(2);
  }

  @Test
  void itCostsNothingUntilSomebodyWantsIt() {
    demo.find(doc("{_id: 3}")).toList();
    demo.find(doc("{_id: {$in: [1, 2]}}")).sort(doc("{n: 1}")).toList();
    demo.updateMany(doc("{n: {$gt: 0}}"), doc("{$inc: {n: 1}}"));
    assertThat(IndexRemains.primary(test)).isZero();

    demo.find().sort(doc("{_id: 1}")).toList();
    assertThat(IndexRemains.primary(test)).isEqualTo(5);
  }

  @Test
  void itIsKeptUpFromThenOn() {
    demo.find().sort(doc("{_id: 1}")).toList();
    demo.insertOne(doc("{_id: 0}"));
    demo.deleteOne(doc("{_id: 3}"));
    demo.deleteOne(doc("{_id: 4}"));
    demo.insertOne(doc("{_id: 4}"));
    demo.updateOne(doc("{_id: 9}"), doc("{$set: {n: 9}}"), UpdateOptions.DEFAULT.withUpsert(true));
    demo.updateMany(doc("{}"), doc("{$set: {m: 1}}"));

    assertThat(ids(demo.find(doc("{_id: {$gte: 0}}")))).containsExactly(0, 1, 2, 4, 5, 9);
    assertThat(IndexRemains.primary(test)).isEqualTo(6);
  }

  @Test
  void aSnapshotOlderThanItSeesWhatItSawBefore() {
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      var inside = TestDeployment.demo(session);
      inside.find(doc("{_id: 1}")).toList();
      demo.deleteOne(doc("{_id: 2}"));
      demo.insertOne(doc("{_id: 7}"));
      assertThat(ids(demo.find().sort(doc("{_id: 1}")))).containsExactly(1, 3, 4, 5, 7);

      assertThat(ids(inside.find().sort(doc("{_id: 1}")))).containsExactly(1, 2, 3, 4, 5);
      inside.insertOne(doc("{_id: 6}"));
      assertThat(ids(inside.find(doc("{_id: {$gt: 4}}")))).containsExactly(5, 6);
      session.abortTransaction();
    }
    assertThat(ids(demo.find(doc("{_id: {$gt: 4}}")))).containsExactly(5, 7);
  }

  @Test
  void aHintForItHoldsWithoutARangeToo() {
    var query = demo.find(doc("{n: {$gt: 20}}")).hint("_id_");

    assertThat(ids(query)).containsExactly(3, 4, 5);
    assertThat(query.explain().getString("planSummary")).isEqualTo("IXSCAN { _id: 1 }");
    assertThat(ids(demo.find(doc("{_id: {$gt: 3}}")).hint(doc("{$natural: 1}"))))
        .containsExactly(5, 4);
  }

  @Test
  void anIndexOnWhatIsEqualIsBetter() {
    demo.createIndex(doc("{n: 1}"));

    assertThat(demo.find(doc("{n: 20, _id: {$gt: 1}}")).explain().getString("planSummary"))
        .isEqualTo("IXSCAN { n: 1 }");
  }

  @Test
  void writesFollowItToo() {
    demo.updateMany(doc("{_id: {$gt: 3}}"), doc("{$set: {n: 0}}"));
    demo.deleteMany(doc("{_id: {$lt: 3}}"));

    assertThat(ids(demo.find(doc("{n: 0}")))).containsExactly(5, 4);
    assertThat(ids(demo.find().sort(doc("{_id: 1}")))).containsExactly(3, 4, 5);
  }
}

package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.engine.TestDeployment.doc;
import static org.duetdb.engine.TestDeployment.ids;
import static org.duetdb.engine.TestDeployment.summary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.PathComparison;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secondary indexes and those who read and write while they come, change and go. */
final class IndexSnapshotsTest {
  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");

  @AfterEach
  void close() {
    test.close();
  }

  /** How a transaction, in which there is no explain, finds what it reads. */
  private String summaryInside(Session session, String filter) {
    var database = test.documents().database("test");
    database.setProfilingLevel(2, Duration.ZERO);
    TestDeployment.demo(session).find(doc(filter)).toList();
    database.setProfilingLevel(0, Duration.ZERO);
    var entries = database.collection("system.profile").find().toList();
    return entries.get(entries.size() - 1).getString("planSummary");
  }

  private static void failsWith(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            DuetException.class, failed -> assertThat(failed.code()).isEqualTo(code));
  }

  @Test
  void anOlderSnapshotDoesNotUseAYoungerIndexAndGoesOnUsingADroppedOne() {
    test.insert("{_id: 1, a: 1}");
    var filter = doc("{a: 1}");
    try (var before = test.documents().startSession();
        var between = test.documents().startSession()) {
      before.startTransaction();
      assertThat(TestDeployment.demo(before).countDocuments()).isEqualTo(1);
      test.demo().createIndex(doc("{a: 1}"));
      between.startTransaction();
      assertThat(TestDeployment.demo(between).countDocuments()).isEqualTo(1);
      test.demo().updateOne(doc("{_id: 1}"), doc("{$set: {a: 2}}"));
      test.demo().dropIndex("a_1");
      test.demo().updateOne(doc("{_id: 1}"), doc("{$set: {a: 3}}"));

      assertThat(summaryInside(before, "{a: 1}")).isEqualTo("COLLSCAN");
      assertThat(ids(TestDeployment.demo(before).find(filter))).containsExactly(1);
      assertThat(summaryInside(between, "{a: 1}")).isEqualTo("IXSCAN { a: 1 }");
      assertThat(ids(TestDeployment.demo(between).find(filter))).containsExactly(1);
      assertThat(summary(test.find("{a: 1}"))).isEqualTo("COLLSCAN");
      assertThat(IndexRemains.indexes(test)).isEqualTo(1);
    }
    assertThat(IndexRemains.indexes(test)).as("given up with its last reader").isZero();
  }

  @Test
  void anIndexOfATransactionThatIsAbortedHasNeverBeen() {
    test.insert("{_id: 1, a: 1}");
    try (var session = test.sql("S").readCommitted()) {
      var key = new IndexDescriptor.Key(FieldPath.of("a"), false);
      var index = IndexDescriptor.of("a_1", List.of(key));
      session.execute(scope -> scope.createIndex(TestDeployment.DEMO, index));
      Explanation explained =
          session.execute(scope -> scope.explain(equalToOne(key), new Object[0]));
      assertThat(explained)
          .returns("IXSCAN { a: 1 }", Explanation::planSummary)
          .returns(1L, Explanation::returned);
      assertThat(summary(test.find("{a: 1}"))).isEqualTo("COLLSCAN");
      session.rollback();
    }
    assertThat(test.demo().listIndexes()).hasSize(1);
    assertThat(IndexRemains.indexes(test)).isZero();
  }

  private static FindOperation equalToOne(IndexDescriptor.Key key) {
    var comparison =
        new PathComparison(
            key.path(), PathComparison.Operator.IN, parameters -> List.of(BsonSlice.of(1)));
    return FindOperation.of(
        TestDeployment.DEMO,
        new Access.Where(List.of(comparison), Optional.empty()),
        DocumentPredicate.ALWAYS);
  }

  @Test
  void creatingAnIndexWaitsForThoseWhoHaveWrittenInTheCollection() {
    test.insert("{_id: 1, a: 1}");
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      TestDeployment.demo(session).insertOne(doc("{_id: 2, a: 1}"));
      var creating = test.call(() -> test.demo().createIndex(doc("{a: 1}")));
      assertThat(creating.isDone()).isFalse();
      session.commitTransaction();
      test.settle();
      assertThat(creating.isDone()).isTrue();
    }
    assertThat(ids(test.find("{a: 1}"))).containsExactlyInAnyOrder(1, 2);
    assertThat(summary(test.find("{a: 1}"))).isEqualTo("IXSCAN { a: 1 }");
  }

  @Test
  void aPhantomThroughAnIndexIsCaughtAtSerializable() {
    test.demo().createIndex(doc("{a: 1}"));
    test.insert("{_id: 1, a: 10}", "{_id: 2, a: 20}");
    var serializable = TransactionOptions.DEFAULT.withIsolation(IsolationLevel.SERIALIZABLE);
    try (var first = test.documents().startSession();
        var second = test.documents().startSession()) {
      first.startTransaction(serializable);
      second.startTransaction(serializable);
      var one = TestDeployment.demo(first);
      var two = TestDeployment.demo(second);
      assertThat(summaryInside(first, "{a: {$gte: 10, $lt: 15}}")).startsWith("IXSCAN");
      assertThat(one.countDocuments(doc("{a: {$gte: 10, $lt: 15}}"))).isEqualTo(1);
      assertThat(two.countDocuments(doc("{a: {$gte: 20, $lt: 25}}"))).isEqualTo(1);
      one.insertOne(doc("{_id: 3, a: 21}"));
      two.insertOne(doc("{_id: 4, a: 11}"));
      first.commitTransaction();
      failsWith(ErrorCode.SERIALIZATION_FAILURE, second::commitTransaction);
    }
  }

  @Test
  void whatIsOutsideTheRangeReadIsNoPhantom() {
    test.demo().createIndex(doc("{a: 1}"));
    test.insert("{_id: 1, a: 10}", "{_id: 2, a: 20}");
    var serializable = TransactionOptions.DEFAULT.withIsolation(IsolationLevel.SERIALIZABLE);
    try (var first = test.documents().startSession();
        var second = test.documents().startSession()) {
      first.startTransaction(serializable);
      second.startTransaction(serializable);
      var one = TestDeployment.demo(first);
      var two = TestDeployment.demo(second);
      assertThat(one.countDocuments(doc("{a: {$lt: 15}}"))).isEqualTo(1);
      assertThat(two.countDocuments(doc("{a: {$gte: 20, $lt: 25}}"))).isEqualTo(1);
      one.insertOne(doc("{_id: 3, a: 30}"));
      two.insertOne(doc("{_id: 4, a: 40}"));
      first.commitTransaction();
      second.commitTransaction();
    }
    assertThat(test.demo().countDocuments()).isEqualTo(4);
  }

  private long count(Bson filter) {
    return test.demo().countDocuments(filter);
  }

  @Test
  void pruningLeavesNoEntryWithoutItsVersion() {
    test.demo().createIndex(doc("{a: 1}"));
    test.demo().createIndex(doc("{tags: 1}"));
    try (var reader = test.documents().startSession()) {
      test.insert("{_id: 1, a: 0, tags: ['x', 'y']}");
      reader.startTransaction();
      assertThat(TestDeployment.demo(reader).countDocuments()).isEqualTo(1);
      for (int i = 1; i <= 20; i++) {
        test.demo()
            .updateOne(doc("{_id: 1}"), doc("{$set: {a: " + i % 3 + ", tags: ['x', " + i + "]}}"));
      }
      assertThat(ids(TestDeployment.demo(reader).find(doc("{a: 0, tags: 'y'}"))))
          .containsExactly(1);
    }
    assertThat(count(doc("{a: 2}"))).isEqualTo(1);
    // one of a; x, 20 and the array itself of tags
    assertThat(IndexRemains.entries(test)).isEqualTo(4);
    test.demo().deleteMany(new Document());
    assertThat(IndexRemains.entries(test)).isZero();
  }
}

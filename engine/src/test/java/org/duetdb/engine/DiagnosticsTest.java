package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.duetdb.api.Database;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.ProfilingOptions;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a deployment tells of itself: serverStatus, currentOp, the profiler, sizes. */
final class DiagnosticsTest {
  private final TestDeployment deployment = TestDeployment.virtual("profileBytes=3000");
  private final Database database = deployment.documents().database("test");
  private final DocumentCollection<Document> demo = deployment.demo();

  @BeforeEach
  void insertTwo() {
    demo.insertMany(List.of(doc("{_id: 1, n: 1}"), doc("{_id: 2, n: 2}")));
  }

  @AfterEach
  void close() {
    deployment.close();
  }

  private List<Document> profiled(String filter) {
    return database.collection("system.profile").find(doc(filter)).toList();
  }

  @Test
  void theSectionsOfServerStatusHaveTheServersFieldsInItsOrder() {
    var status = deployment.documents().serverStatus();

    assertThat(status.get("opcounters", Document.class).keySet())
        .containsExactly("insert", "query", "update", "delete", "command");
    assertThat(status.get("opLatencies", Document.class).keySet())
        .containsExactly("reads", "writes", "commands", "transactions");
    assertThat(status.get("transactions", Document.class).keySet())
        .containsSubsequence(
            "currentActive",
            "currentInactive",
            "currentOpen",
            "totalAborted",
            "totalCommitted",
            "totalStarted");
    assertThat(status.get("metrics", Document.class).keySet())
        .contains("abortExpiredTransactions", "document", "operation", "queryExecutor");
  }

  @Test
  void operationsAreCounted() {
    demo.updateMany(doc("{}"), doc("{$inc: {n: 1}}"));
    demo.find().sort(doc("{n: -1}")).toList();
    demo.deleteOne(doc("{_id: 2}"));

    assertThat(deployment.status("opcounters.insert")).isEqualTo(2);
    assertThat(deployment.status("opcounters.update")).isEqualTo(1);
    assertThat(deployment.status("opcounters.query")).isEqualTo(1);
    assertThat(deployment.status("opcounters.delete")).isEqualTo(1);
    assertThat(deployment.status("metrics.document.inserted")).isEqualTo(2);
    assertThat(deployment.status("metrics.document.updated")).isEqualTo(2);
    assertThat(deployment.status("metrics.document.deleted")).isEqualTo(1);
    assertThat(deployment.status("metrics.document.returned")).isEqualTo(2);
    assertThat(deployment.status("metrics.operation.scanAndOrder")).isEqualTo(1);
  }

  @Test
  void waitingIsPartOfTheLatency() {
    try (var rival = deployment.documents().startSession("R")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
      var waiter = deployment.call(() -> demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}")));
      deployment.advance(1_500);
      rival.commitTransaction();
      deployment.settle();
      waiter.result();
    }

    assertThat(deployment.status("opLatencies.writes.latency")).isEqualTo(1_500_000);
    assertThat(deployment.status("opLatencies.transactions.latency")).isEqualTo(1_500_000);
    assertThat(deployment.status("opLatencies.transactions.ops")).isEqualTo(1);
  }

  @Test
  void currentOpShowsAnIdleTransactionWithItsTimes() {
    try (var session = deployment.documents().startSession("idle")) {
      session.startTransaction();
      TestDeployment.demo(session).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
      deployment.advance(2_000);

      var operations = deployment.documents().currentOp();
      assertThat(operations).hasSize(1);
      assertThat(operations.get(0))
          .containsEntry("type", "idleSession")
          .containsEntry("desc", "inactive transaction")
          .containsEntry("active", false)
          .containsEntry("waitingForLock", false);
      var transaction = operations.get(0).get("transaction", Document.class);
      assertThat(transaction)
          .containsEntry("timeOpenMicros", 2_000_000L)
          .containsEntry("timeActiveMicros", 0L)
          .containsEntry("timeInactiveMicros", 2_000_000L);
      assertThat(transaction.getDate("expiryTime").toInstant())
          .isEqualTo(transaction.getDate("startWallClockTime").toInstant().plusSeconds(60));
    }
  }

  @Test
  void currentOpShowsAWaitingWriterAndWhomItWaitsFor() {
    try (var rival = deployment.documents().startSession("R")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
      deployment.call(
          () -> demo.withComment("me").updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}")));
      deployment.advance(3_000);

      var waiting =
          deployment.documents().currentOp().stream()
              .filter(operation -> operation.getBoolean("active"))
              .findFirst()
              .orElseThrow();
      assertThat(waiting)
          .containsEntry("op", "update")
          .containsEntry("ns", "test.demo")
          .containsEntry("writeConflicts", 1L)
          .containsEntry("numYields", 1L)
          .containsEntry("secs_running", 3L)
          .containsEntry("waitingForLock", false)
          .containsEntry("waitsFor", "R");
      assertThat(waiting.get("command", Document.class)).containsEntry("comment", "me");
      rival.abortTransaction();
      deployment.settle();
    }
  }

  @Test
  void currentOpShowsTheTransactionOfAStatementThatWaitsInOne() {
    try (var rival = deployment.documents().startSession("R");
        var session = deployment.documents().startSession("S")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
      session.startTransaction(TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT));
      var update =
          deployment.call(
              () -> TestDeployment.demo(session).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}")));
      deployment.advance(2_000);

      var operations = deployment.documents().currentOp();
      assertThat(operations).extracting(one -> one.get("active")).containsExactly(true, false);
      assertThat(operations.get(0)).containsEntry("desc", "S").containsEntry("waitsFor", "R");
      assertThat(operations.get(0).get("transaction", Document.class))
          .containsEntry("parameters", doc("{autocommit: false}").append("txnNumber", 1L))
          .containsEntry("timeOpenMicros", 2_000_000L);
      rival.abortTransaction();
      deployment.settle();
      assertThat(update.result().modifiedCount()).isOne();
    }
  }

  @Test
  void anOperationByItsKeyIsCountedByTheLatenciesToo() {
    var one = doc("{_id: 1}");
    long reads = deployment.status("opLatencies.reads.ops");
    long writes = deployment.status("opLatencies.writes.ops");
    demo.find(one).first();
    demo.updateOne(one, doc("{$inc: {n: 1}}"));
    demo.insertOne(doc("{_id: 7}"));

    assertThat(deployment.status("opLatencies.reads.ops") - reads).isOne();
    assertThat(deployment.status("opLatencies.writes.ops") - writes).isEqualTo(2);
  }

  @Test
  void theProfilerTakesWhatIsSlow() {
    database.setProfilingLevel(1, Duration.ofMillis(50));
    demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
    assertThat(database.profilingStatus())
        .isEqualTo(doc("{was: 1, slowms: 50, sampleRate: 1.0}").append("slowms", 50L));
    assertThat(profiled("{}")).isEmpty();
    database.setProfilingLevel(2, Duration.ZERO);
    demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));

    assertThat(profiled("{op: 'update'}")).hasSize(1);
    database.setProfilingLevel(0, Duration.ZERO);
    assertThat(database.profilingStatus().getLong("slowms")).isEqualTo(100);
  }

  @Test
  void theProfilersFilterCountsInsteadOfTimeAndSample() {
    var filtered =
        ProfilingOptions.DEFAULT.withSampleRate(0).withFilter(doc("{nMatched: 0, op: 'update'}"));
    database.setProfilingLevel(1, filtered);
    demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
    demo.updateOne(doc("{_id: 77}"), doc("{$inc: {n: 1}}"));

    assertThat(profiled("{}")).extracting(entry -> entry.getString("ns")).hasSize(1);
  }

  @Test
  void theSampleRateIsAShareOfTheSlow() {
    database.setProfilingLevel(
        1, ProfilingOptions.DEFAULT.withSlow(Duration.ZERO).withSampleRate(0.5));
    for (int i = 0; i < 8; i++) {
      demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
    }

    assertThat(profiled("{}")).hasSizeBetween(1, 7);
    assertThat(
            Refused.number(
                () -> database.setProfilingLevel(1, ProfilingOptions.DEFAULT.withSampleRate(1.5))))
        .isEqualTo(2);
    assertThat(Refused.number(() -> database.setProfilingLevel(3, Duration.ZERO))).isEqualTo(2);
  }

  @Test
  void theProfileKeepsTheNewestAndNotMoreThanItsBytes() {
    database.setProfilingLevel(2, Duration.ZERO);
    for (int i = 0; i < 50; i++) {
      demo.withComment("c" + i).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"));
    }

    var stats = database.collection("system.profile").stats();
    assertThat(stats.getLong("size")).isBetween(1_000L, 3_000L);
    assertThat(profiled("{'command.comment': 'c49'}")).hasSize(1);
    assertThat(profiled("{'command.comment': 'c0'}")).isEmpty();
  }

  @Test
  void sizesOfCollectionsAndDatabases() {
    int bytes =
        new RawBsonDocument(doc("{_id: 1, n: 1}"), new DocumentCodec()).getByteBuffer().remaining();

    assertThat(demo.stats())
        .containsEntry("ns", "test.demo")
        .containsEntry("count", 2L)
        .containsEntry("size", 2L * bytes)
        .containsEntry("avgObjSize", (long) bytes);
    assertThat(database.collection("none").stats())
        .containsEntry("count", 0L)
        .doesNotContainKey("avgObjSize");
    assertThat(database.stats())
        .containsEntry("db", "test")
        .containsEntry("collections", 1)
        .containsEntry("objects", 2L)
        .containsEntry("dataSize", 2L * bytes);
  }
}

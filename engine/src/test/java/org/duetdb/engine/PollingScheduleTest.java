package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MongoDB's polling schedule in virtual time: an update waits for a transaction that ends a given
 * time after its first attempt, and counts a conflict per failed attempt.
 */
final class PollingScheduleTest {
  private static final Document X = new Document("_id", "x");
  private static final Document INC = new Document("$inc", new Document("value", 8));

  private final TestDeployment deployment =
      TestDeployment.virtual("conflictSchedule=mongodb-8.0", "transactionLifetime=0");

  private Session rival() {
    deployment.demo().insertOne(new Document("_id", "x").append("value", 0).append("k", 1));
    deployment.documents().database("test").setProfilingLevel(2, Duration.ZERO);
    var rival = deployment.documents().startSession("A");
    rival.startTransaction();
    TestDeployment.demo(rival).updateOne(X, new Document("$inc", new Document("value", 2)));
    return rival;
  }

  /**
   * The profile document of an update that has waited. The rival's timer is older than any of the
   * waiter's, so an attempt that starts in the very moment of the rival's end succeeds.
   */
  private Document waitFor(Document filter, long rivalEndsAfter) {
    try (deployment;
        var rival = rival()) {
      var end = deployment.call(() -> abortAfter(rival, rivalEndsAfter));
      var update = deployment.call(() -> deployment.demo().updateOne(filter, INC));
      deployment.advance(rivalEndsAfter - 1);
      assertThat(update.isDone()).isFalse();
      deployment.advance(101);
      assertThat(end.isDone()).isTrue();
      assertThat(update.result().modifiedCount()).isEqualTo(1);
      assertThat(deployment.value("x", "value")).isEqualTo(8);
      return profileOfTheUpdate();
    }
  }

  private Document profileOfTheUpdate() {
    return deployment
        .documents()
        .database("test")
        .collection("system.profile")
        .find(new Document("op", "update").append("command.u.$inc.value", 8))
        .first()
        .orElseThrow();
  }

  private boolean abortAfter(Session rival, long millis) {
    try {
      deployment.time().sleep(Duration.ofMillis(millis));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    rival.abortTransaction();
    return true;
  }

  @ParameterizedTest
  @CsvSource({
    "5,9",
    "100,29",
    "1000,155",
    "10000,286",
    "30000,486",
    "59956,785",
    "60000,786",
    "79556,981",
    "80000,986",
    "82756,1013",
    "90000,1086",
    "120000,1386"
  })
  void anUpdateByIdCountsItsAttemptsFromZero(long rivalEndsAfter, int conflicts) {
    assertThat(waitFor(X, rivalEndsAfter)).containsEntry("writeConflicts", conflicts);
  }

  @ParameterizedTest
  @CsvSource({
    "5,8",
    "100,28",
    "1000,154",
    "10000,285",
    "30000,485",
    "59956,784",
    "60000,785",
    "79556,980",
    "80000,985",
    "82756,1012",
    "90000,1085",
    "120000,1385"
  })
  void anUpdateByAnotherFieldCountsFromOne(long rivalEndsAfter, int conflicts) {
    assertThat(waitFor(new Document("k", 1), rivalEndsAfter))
        .containsEntry("writeConflicts", conflicts);
  }

  @Test
  void theProfileHasTheSeedsFields() {
    var profile = waitFor(X, 82_756);

    assertThat(profile)
        .containsEntry("op", "update")
        .containsEntry("ns", "test.demo")
        .containsEntry("keysExamined", 1014)
        .containsEntry("docsExamined", 1014)
        .containsEntry("nMatched", 1)
        .containsEntry("nModified", 1)
        .containsEntry("nUpserted", 0)
        .containsEntry("keysInserted", 0)
        .containsEntry("keysDeleted", 0)
        .containsEntry("writeConflicts", 1013)
        .containsEntry("numYield", 1013)
        .containsEntry("millis", 82_756)
        .containsEntry("planSummary", "EXPRESS_IXSCAN { _id: 1 },EXPRESS_UPDATE");
    assertThat(profile.get("execStats", Document.class))
        .containsEntry("stage", "EXPRESS_UPDATE")
        .containsEntry("keyPattern", "{ _id: 1 }")
        .containsEntry("indexName", "_id_")
        .containsEntry("keysExamined", 1014)
        .containsEntry("docsExamined", 1014)
        .containsEntry("nWouldModify", 1);
    assertThat(profile.get("command", Document.class))
        .containsEntry("q", X)
        .containsEntry("u", INC)
        .containsEntry("multi", false)
        .containsEntry("upsert", false);
  }

  @Test
  void theProfileOfAnUpdateByAnotherFieldCountsOneMoreDocumentThanConflictsAndNoKey() {
    var profile = waitFor(new Document("k", 1), 60_000);

    assertThat(profile)
        .containsEntry("planSummary", "COLLSCAN")
        .containsEntry("writeConflicts", 785)
        .containsEntry("docsExamined", 786)
        .containsEntry("keysExamined", 0)
        .containsEntry("nMatched", 1)
        .containsEntry("nModified", 1);
    assertThat(profile.get("execStats", Document.class))
        .containsEntry("stage", "UPDATE")
        .containsEntry("inputStage", new Document("stage", "COLLSCAN"))
        .containsEntry("docsExamined", 786)
        .containsEntry("keysExamined", 0)
        .containsEntry("nReturned", 0)
        .containsEntry("nWouldModify", 1);
  }

  @Test
  void theSeedsWaitByAnotherFieldHasTheClassicFigures() {
    assertThat(waitFor(new Document("k", 1), 59_956))
        .containsEntry("writeConflicts", 784)
        .containsEntry("docsExamined", 785)
        .containsEntry("keysExamined", 0);
  }

  @Test
  void anUpdateByAListOfKeysReadsAKeyPerLook() {
    var list = new Document("_id", new Document("$in", List.of("x", "y")));

    assertThat(waitFor(list, 1_000))
        .containsEntry("planSummary", "IXSCAN { _id: 1 }")
        .containsEntry("writeConflicts", 154)
        .containsEntry("docsExamined", 155)
        .containsEntry("keysExamined", 155);
  }

  @Test
  void anUpsertByIdIsNoExpressUpdateAndCountsFromOne() {
    try (deployment;
        var rival = rival()) {
      var end = deployment.call(() -> abortAfter(rival, 1_000));
      var update =
          deployment.call(
              () -> deployment.demo().updateOne(X, INC, UpdateOptions.DEFAULT.withUpsert(true)));
      deployment.advance(1_101);
      assertThat(end.isDone()).isTrue();
      assertThat(update.result().matchedCount()).isEqualTo(1);
      assertThat(profileOfTheUpdate())
          .containsEntry("planSummary", "IDHACK")
          .containsEntry("writeConflicts", 154)
          .containsEntry("docsExamined", 155)
          .containsEntry("keysExamined", 155)
          .containsEntry("nUpserted", 0);
    }
  }
}

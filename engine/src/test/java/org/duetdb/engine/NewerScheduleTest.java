package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MongoDB's newer polling schedules, chosen by option, with what the deployment's chance draws. */
final class NewerScheduleTest {
  private static final Document X = new Document("_id", "x");
  private static final Document INC = new Document("$inc", new Document("value", 8));
  private static final long RIVAL_ENDS = 60_000;

  private static TestDeployment deployment(String schedule, long seed) {
    var deployment =
        TestDeployment.virtual(seed, "conflictSchedule=" + schedule, "transactionLifetime=60s");
    deployment.demo().insertOne(new Document("_id", "x").append("value", 0));
    return deployment;
  }

  private record Wait(long endedAt, long conflicts) {}

  /** How an update gets on that waits until its rival is cancelled after a minute. */
  private static Wait waitFor(String schedule, long seed) {
    try (var deployment = deployment(schedule, seed);
        var rival = deployment.documents().startSession("rival")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(X, INC);
      var update = deployment.call(() -> deployment.demo().updateOne(X, INC).modifiedCount());
      deployment.advance(RIVAL_ENDS + 1_000);
      assertThat(update.result()).isEqualTo(1);
      assertThat(deployment.value("x", "value")).isEqualTo(8);
      return new Wait(update.endedAt(), deployment.status("metrics.operation.writeConflicts"));
    }
  }

  @ParameterizedTest
  @CsvSource({"mongodb-jitter,493,786,200", "mongodb-exponential,123,240,512"})
  void waitsWithinTheBoundsOfItsJitter(String schedule, long least, long most, long lateMillis) {
    for (long seed = 1; seed <= 5; seed++) {
      var wait = waitFor(schedule, seed);
      assertThat(wait.conflicts).as("seed %s", seed).isBetween(least, most);
      assertThat(wait.endedAt).isBetween(RIVAL_ENDS, RIVAL_ENDS + lateMillis);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb-jitter", "mongodb-exponential"})
  void theSameSeedWaitsAlikeAndAnotherOtherwise(String schedule) {
    assertThat(waitFor(schedule, 7)).isEqualTo(waitFor(schedule, 7));
    assertThat(waitFor(schedule, 7)).isNotEqualTo(waitFor(schedule, 8));
  }

  @Test
  void anInsertMayHaveTheAdaptiveScheduleWhileUpdatesHaveTheSteppedOne() {
    try (var deployment =
            TestDeployment.virtual(
                "conflictSchedule=mongodb-8.0",
                "insertSchedule=mongodb-adaptive",
                "transactionLifetime=0");
        var rival = deployment.documents().startSession("rival")) {
      deployment.demo().insertOne(new Document("_id", "x").append("value", 0));
      rival.startTransaction();
      TestDeployment.demo(rival).insertOne(new Document("_id", "y"));
      var insert =
          deployment.call(() -> deployment.demo().insertMany(List.of(new Document("_id", "y"))));
      deployment.advance(1_000);
      rival.abortTransaction();
      deployment.advance(200);

      assertThat(insert.result().insertedIds()).hasSize(1);
      // The sleeps are 100 ns, 110 ns, 121 ns, ...: the sum of the first 145 of them is 1.0045 s.
      assertThat(deployment.status("metrics.operation.writeConflicts")).isEqualTo(145);
      assertThat(insert.endedAt()).isEqualTo(1_004);
    }
  }

  @Test
  void aLongSleepEndsWithTheTimeLimitAndWithACancel() {
    try (var deployment = deployment("mongodb-exponential", 3);
        var rival = deployment.documents().startSession("rival")) {
      var other = deployment.documents().startSession("other");
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(X, INC);
      var limited =
          deployment.call(
              () -> deployment.demo().withMaxTime(Duration.ofMillis(10_001)).updateOne(X, INC));
      var cancelled = deployment.call(() -> TestDeployment.demo(other).updateOne(X, INC));
      deployment.advance(12_345);
      limited.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);
      assertThat(limited.endedAt()).isEqualTo(10_001);
      assertThat(cancelled.isDone()).isFalse();
      other.close();
      deployment.settle();
      cancelled.failedWith(ErrorCode.INTERRUPTED);
      assertThat(cancelled.endedAt()).isEqualTo(12_345);
    }
  }
}

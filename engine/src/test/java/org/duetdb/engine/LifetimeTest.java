package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a transaction that has become too old is cancelled, and what its users are told. */
final class LifetimeTest {
  private static final Document X = new Document("_id", "x");

  private static TestDeployment withX(String... options) {
    var deployment = TestDeployment.virtual(options);
    deployment.demo().insertOne(new Document("_id", "x").append("value", 0));
    return deployment;
  }

  private static Session holder(TestDeployment deployment, String label) {
    var session = deployment.documents().startSession(label);
    session.startTransaction();
    inc(session);
    return session;
  }

  private static long inc(Session session) {
    return TestDeployment.demo(session).updateOne(X, incremented()).modifiedCount();
  }

  private static Document incremented() {
    return new Document("$inc", new Document("value", 1));
  }

  private static Call<Long> waiter(TestDeployment deployment) {
    return deployment.call(() -> deployment.demo().updateOne(X, incremented()).modifiedCount());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 12_345, 29_999, 30_000, 59_999})
  void exactlyAtTheLifetimeAfterTheFirstStatement(long start) {
    try (var deployment = withX()) {
      deployment.advance(start);
      try (var a = deployment.documents().startSession("A")) {
        a.startTransaction();
        deployment.advance(7_000); // counted from the first statement, not from the start
        inc(a);
        var waiting = waiter(deployment);
        deployment.advance(120_000);

        assertThat(waiting.result()).isEqualTo(1);
        assertThat(waiting.endedAt()).isEqualTo(start + 7_000 + 60_000);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,60000",
    "1,90000",
    "10000,90000",
    "15000,90000",
    "29999,90000",
    "30000,90000",
    "30001,120000",
    "44000,120000"
  })
  void inASweepEveryHalfLifetime(long start, long cancelled) {
    try (var deployment = withX("transactionCancel=sweep")) {
      deployment.advance(start);
      try (var a = holder(deployment, "A")) {
        var waiting = waiter(deployment);
        deployment.advance(200_000);

        assertThat(waiting.endedAt()).isEqualTo(cancelled);
        assertThat(cancelled - start).isBetween(60_000L, 90_000L);
        assertThat(a.hasActiveTransaction()).as("until the application says so").isTrue();
      }
    }
  }

  @Test
  void aSweepWithThePollingScheduleGivesTheSeedsEightySeconds() {
    try (var deployment = withX("transactionCancel=sweep", "conflictSchedule=mongodb-8.0")) {
      deployment.advance(9_800);
      try (var a = holder(deployment, "A")) {
        var waiting = waiter(deployment);
        deployment.advance(120_000);

        assertThat(a.hasActiveTransaction()).isTrue();
        assertThat(waiting.endedAt()).isBetween(90_000L, 90_100L);
        assertThat(deployment.status("metrics.operation.writeConflicts")).isEqualTo(988);
      }
    }
  }

  @Test
  void zeroMeansNoLimit() {
    try (var deployment = withX("transactionLifetime=0&sessionTimeout=0");
        var a = holder(deployment, "A")) {
      deployment.advance(86_400_000);

      assertThat(inc(a)).isEqualTo(1);
      a.commitTransaction();
      assertThat(deployment.value("x", "value")).isEqualTo(2);
    }
  }

  @Test
  void autocommitIsNeverCancelled() {
    try (var deployment = withX("transactionLifetime=1s");
        var a = holder(deployment, "A")) {
      var first = waiter(deployment);
      try (var b = deployment.sql("B")) {
        b.readCommitted();
        deployment.advance(999);
        assertThat(first.isDone()).isFalse();
        assertThat(a.hasActiveTransaction()).isTrue();
      }
      deployment.advance(1);
      assertThat(first.result()).isEqualTo(1);
    }
  }

  @Test
  void theStatementUnderWayEndsWith290AndTheNextWith251() {
    try (var deployment = withX();
        var a = holder(deployment, "A");
        var b = deployment.sql("B")) {
      deployment.advance(10_000);
      b.readCommitted();
      b.insert(7, 7);
      inc(a);
      var rival = deployment.sql("C").readCommitted();
      rival.insert(8, 8);
      var waiting =
          deployment.call(
              () ->
                  TestDeployment.demo(a)
                      .withConflictPolicy(org.duetdb.api.conflict.ConflictPolicy.WAIT)
                      .insertOne(new Document("_id", 8)));
      assertThat(waiting.isDone()).isFalse();
      deployment.advance(50_000);

      waiting.failedWith(ErrorCode.TRANSACTION_EXCEEDED_LIFETIME);
      assertThat(waiting.failure().code().number()).isEqualTo(290);
      assertThat(waiting.endedAt()).isEqualTo(60_000);
      deployment.call(() -> inc(a)).failedWith(ErrorCode.NO_SUCH_TRANSACTION);
      deployment.call(() -> inc(a)).failedWith(ErrorCode.NO_SUCH_TRANSACTION);
      rival.close();
    }
  }

  @Test
  void sqlIsToldTheCauseOnceAndThenThatOnlyARollbackIsPossible() {
    try (var deployment = withX();
        var a = deployment.sql("A")) {
      a.readCommitted();
      a.insert(1, 1);
      deployment.advance(60_000);

      var cause = deployment.call(() -> a.inc(1, 1));
      cause.failedWith(ErrorCode.TRANSACTION_CANCELLED);
      deployment.call(() -> a.inc(1, 1)).failedWith(ErrorCode.IN_FAILED_TRANSACTION);
      var commit = deployment.call(a::commit);
      commit.failedWith(ErrorCode.IN_FAILED_TRANSACTION);
      assertThat(commit.failure()).hasCause(cause.failure());

      a.rollback();
      assertThat(a.insert(1, 5)).isEqualTo(1);
    }
  }

  @Test
  void aTransactionThatEndedInTimeIsNotCounted() {
    try (var deployment = withX();
        var a = holder(deployment, "A")) {
      deployment.advance(30_000);
      a.commitTransaction();
      a.startTransaction();
      inc(a);
      deployment.advance(59_999);
      assertThat(inc(a)).isEqualTo(1);
      a.commitTransaction();
      deployment.advance(600_000);

      assertThat(deployment.status("metrics.abortExpiredTransactions.successfulKills")).isZero();
      assertThat(deployment.status("transactions.totalCommitted")).isEqualTo(2);
      assertThat(deployment.value("x", "value")).isEqualTo(3);
    }
  }

  @Test
  void theClaimsOfACancelledTransactionAreGoneAndItsSnapshotToo() {
    try (var deployment = withX();
        var a = holder(deployment, "A")) {
      assertThat(deployment.remains().claims()).isPositive();
      assertThat(deployment.remains().snapshots()).isEqualTo(1);

      deployment.advance(60_000);

      assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
      assertThat(deployment.status("metrics.abortExpiredTransactions.successfulKills"))
          .isEqualTo(1);
      assertThat(a.hasActiveTransaction()).isTrue();
    }
  }
}

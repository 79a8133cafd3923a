package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.bson.Document;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.duetdb.engine.proof.VirtualThreads.Crowd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Virtual threads as callers: a wait gives the carrier back. There are far more who wait than
 * carriers, and what ends their waits runs on a virtual thread too, so a wait that kept its carrier
 * would be the last thing that happens here.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(120)
final class VirtualThreadTest {
  private static final int CROWD = 3_000;
  private static final int ROWS = 20;
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.real("transactionLifetime=0");

  @BeforeEach
  void insert() {
    for (int id = 1; id <= ROWS; id++) {
      deployment.demo().insertOne(row(id).append("n", 0));
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(ROWS));
    deployment.close();
  }

  private static Document row(int id) {
    return new Document("_id", id);
  }

  private void awaitWaiters(int count) {
    while (deployment.remains().waiters() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void thousandsWaitForOneDocumentAndAllAreServed() throws InterruptedException {
    try (var rival = deployment.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      var crowd = new Crowd().start(CROWD, number -> deployment.demo().updateOne(row(1), INC));
      awaitWaiters(CROWD);

      new Crowd().start(1, number -> rival.commit()).join();
      crowd.join();
    }
    assertThat(deployment.value(1, "n")).isEqualTo(CROWD + 1);
  }

  @Test
  void thousandsOfTransactionsTakeTheirLocksInTurn() throws InterruptedException {
    new Crowd()
        .start(
            CROWD,
            number -> {
              try (var session = deployment.sql("session-" + number)) {
                session.readCommitted();
                session.inc(1 + number % (ROWS / 2), 1);
                session.inc(1 + ROWS / 2 + number % (ROWS / 2), 1);
                session.commit();
              }
            })
        .join();

    try (var reader = deployment.sql("reader")) {
      assertThat(reader.readAll()).containsOnly(CROWD / (ROWS / 2));
    }
  }

  @Test
  void aTimeOutEndsTheWaitsOfThousands() throws InterruptedException {
    try (var rival = deployment.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      var limited = deployment.demo().withMaxTime(Duration.ofMillis(50));
      new Crowd()
          .start(
              CROWD,
              number -> {
                try {
                  limited.updateOne(row(1), INC);
                  throw new AssertionError("it did not wait");
                } catch (DuetException failed) {
                  assertThat(failed.code()).isEqualTo(ErrorCode.MAX_TIME_MS_EXPIRED);
                }
              })
          .join();
      assertThat(deployment.remains().waiters()).isZero();
    }
  }

  @Test
  void thousandsTakeTurnsOnOneSession() throws InterruptedException {
    try (var shared = deployment.sql("shared");
        var rival = deployment.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      var crowd = new Crowd().start(CROWD, number -> shared.inc(1, 1));
      awaitWaiters(1);

      new Crowd().start(1, number -> rival.rollback()).join();
      crowd.join();
    }
    assertThat(deployment.value(1, "n")).isEqualTo(CROWD);
  }

  @Test
  void theProfilerTakesNoteOfThemToo() throws InterruptedException {
    var database = deployment.documents().database("test");
    database.setProfilingLevel(2, Duration.ZERO);
    new Crowd().start(1, number -> deployment.demo().updateOne(row(1), INC)).join();
    database.setProfilingLevel(0, Duration.ZERO);

    var profile = database.collection("system.profile");
    assertThat(profile.find(new Document("op", "update")).first().orElseThrow())
        .containsEntry("nModified", 1)
        .doesNotContainKey("cpuNanos"); // which the JDK does not tell of a virtual thread
    profile.drop();
  }
}

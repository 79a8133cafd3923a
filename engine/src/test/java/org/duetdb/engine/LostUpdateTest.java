package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Free-running transactions that increment one document: what was committed is in it, at every
 * level. The race to lose is between a rival's commit and the look at the version it commits.
 */
final class LostUpdateTest {
  private static final int THREADS = 3;
  private static final int TRANSACTIONS = 30_000;

  @ParameterizedTest
  @EnumSource(
      value = IsolationLevel.class,
      names = {"READ_COMMITTED", "REPEATABLE_READ"})
  void everyCommittedIncrementIsInTheDocument(IsolationLevel level) throws InterruptedException {
    try (var deployment = TestDeployment.real()) {
      deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
      var committed = new AtomicInteger();
      var threads = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        threads[i] = new Thread(() -> increment(deployment, level, committed));
        threads[i].start();
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(deployment.value(1, "n")).isEqualTo(committed.get());
      if (level == IsolationLevel.READ_COMMITTED) {
        assertThat(committed.get()).isEqualTo(THREADS * TRANSACTIONS);
      }
    }
  }

  private static void increment(
      TestDeployment deployment, IsolationLevel level, AtomicInteger committed) {
    try (var session = deployment.sql("session")) {
      for (int i = 0; i < TRANSACTIONS; i++) {
        try {
          session.begin(level);
          session.inc(1, 1);
          session.commit();
          committed.incrementAndGet();
        } catch (DuetException failed) {
          assertThat(failed.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
          session.rollback();
        }
      }
    }
  }
}

package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.bson.Document;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cycle of waits is found when it closes; the requester is the victim, the others go on. */
final class DeadlockTest {
  private static TestDeployment rows(long seed, int count, String... options) {
    var deployment = TestDeployment.virtual(seed, options);
    for (int id = 1; id <= count; id++) {
      deployment.demo().insertOne(new Document("_id", id).append("n", 0));
    }
    return deployment;
  }

  private static void check(TestDeployment deployment, int documents) {
    deployment.settle();
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(documents));
  }

  @ParameterizedTest
  @ValueSource(strings = {"restartsBeforeClaims=10", "restartsBeforeClaims=0"})
  void theRequesterOfTwoIsTheVictimAtOnceAndTheOtherGoesOn(String option) {
    try (var deployment = rows(0, 2, option);
        var a = deployment.sql("A").readCommitted();
        var b = deployment.sql("B").readCommitted()) {
      a.inc(1, 1);
      b.inc(2, 1);
      var waiting = deployment.call(() -> a.inc(2, 1));
      assertThat(waiting.isDone()).isFalse();

      var victim = deployment.call(() -> b.inc(1, 1));

      victim.failedWith(ErrorCode.DEADLOCK);
      assertThat(victim.endedAt()).isZero();
      assertThat(victim.failure().labels())
          .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
      assertThat(victim.failure().getMessage()).contains("claimed by A");
      assertThat(waiting.result()).isEqualTo(1);
      deployment.call(() -> b.inc(1, 1)).failedWith(ErrorCode.IN_FAILED_TRANSACTION);
      b.rollback();
      a.commit();
      assertThat(a.readAll()).containsExactly(1, 1);
      assertThat(deployment.status("metrics.operation.deadlocks")).isEqualTo(1);
      check(deployment, 2);
    }
  }

  @Test
  void documentTransactionsThatWaitAreJudgedTheSame() {
    try (var deployment = rows(0, 2);
        var a = deployment.documents().startSession("A");
        var b = deployment.documents().startSession("B")) {
      var waits = TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT);
      var inc = new Document("$inc", new Document("n", 1));
      a.startTransaction(waits);
      b.startTransaction(waits);
      TestDeployment.demo(a).updateOne(new Document("_id", 1), inc);
      TestDeployment.demo(b).updateOne(new Document("_id", 2), inc);
      var waiting =
          deployment.call(
              () -> TestDeployment.demo(a).updateOne(new Document("_id", 2), inc).matchedCount());

      var victim =
          deployment.call(() -> TestDeployment.demo(b).updateOne(new Document("_id", 1), inc));

      victim.failedWith(ErrorCode.DEADLOCK);
      assertThat(victim.failure().code().number()).isEqualTo(112);
      assertThat(waiting.result()).isEqualTo(1);
      a.commitTransaction();
    }
  }

  @Test
  void aCycleOfThreeIsFoundByTheLast() {
    try (var deployment = rows(0, 3);
        var a = deployment.sql("A").readCommitted();
        var b = deployment.sql("B").readCommitted();
        var c = deployment.sql("C").readCommitted()) {
      a.inc(1, 1);
      b.inc(2, 1);
      c.inc(3, 1);
      var first = deployment.call(() -> a.inc(2, 1));
      var second = deployment.call(() -> b.inc(3, 1));
      var victim = deployment.call(() -> c.inc(1, 1));

      victim.failedWith(ErrorCode.DEADLOCK);
      assertThat(second.result()).isEqualTo(1);
      assertThat(first.isDone()).isFalse();
      b.commit();
      deployment.settle();
      assertThat(first.result()).isEqualTo(1);
      a.commit();
      check(deployment, 3);
    }
  }

  @Test
  void twoSharersWhoBothWantMoreCannotBothHaveIt() {
    try (var deployment = rows(0, 1);
        var a = deployment.sql("A").readCommitted();
        var b = deployment.sql("B").readCommitted()) {
      a.lock(1, Clause.FOR_SHARE);
      b.lock(1, Clause.FOR_SHARE);
      var first = deployment.call(() -> a.inc(1, 1));
      assertThat(first.isDone()).isFalse();

      deployment.call(() -> b.inc(1, 1)).failedWith(ErrorCode.DEADLOCK);

      assertThat(first.result()).isEqualTo(1);
      a.commit();
      check(deployment, 1);
    }
  }

  @Test
  void aCycleThroughTheOrderOfAQueueIsFound() {
    try (var deployment = rows(0, 2);
        var a = deployment.sql("A").readCommitted();
        var b = deployment.sql("B").readCommitted();
        var c = deployment.sql("C").readCommitted()) {
      a.lock(1, Clause.FOR_SHARE);
      c.inc(2, 1);
      var exclusive = deployment.call(() -> b.inc(1, 1)); // waits for A
      var shared = deployment.call(() -> c.lock(1, Clause.FOR_SHARE)); // waits behind B
      assertThat(exclusive.isDone() || shared.isDone()).isFalse();

      deployment.call(() -> a.inc(2, 1)).failedWith(ErrorCode.DEADLOCK); // waits for C

      assertThat(exclusive.result()).isEqualTo(1);
      b.commit();
      deployment.settle();
      assertThat(shared.result()).containsExactly(1);
      c.commit();
      check(deployment, 2);
    }
  }

  @Test
  void aCycleThroughAnAutocommitWriteOfADocumentThatIsAheadInTheQueueIsFound() {
    try (var deployment = rows(0, 2);
        var a = deployment.sql("A").readCommitted();
        var c = deployment.sql("C").readCommitted()) {
      a.lock(1, Clause.FOR_SHARE);
      c.inc(2, 1);
      var write =
          deployment.call(
              () ->
                  deployment
                      .demo()
                      .updateOne(new Document("_id", 1), new Document("$inc", new Document("n", 1)))
                      .modifiedCount());
      var shared = deployment.call(() -> c.lock(1, Clause.FOR_SHARE));
      assertThat(write.isDone() || shared.isDone()).isFalse();

      deployment.call(() -> a.inc(2, 1)).failedWith(ErrorCode.DEADLOCK);

      assertThat(write.result()).isEqualTo(1);
      assertThat(shared.result()).containsExactly(1);
      c.commit();
      check(deployment, 2);
    }
  }

  @Test
  void anAutocommitStatementOfSqlIsNeverAVictim() {
    try (var deployment = rows(0, 2, "restartsBeforeClaims=0");
        var a = deployment.sql("A").readCommitted();
        var auto = deployment.sql("auto")) {
      a.inc(2, 1);
      var statement = deployment.call(() -> auto.setWhere(0, 5)); // keeps row 1, waits for row 2
      assertThat(statement.isDone()).isFalse();
      var explicit = deployment.call(() -> a.inc(1, 1));

      // Whoever closes the cycle: autocommit lets go, or the explicit transaction is the victim.
      if (explicit.isDone()) {
        explicit.failedWith(ErrorCode.DEADLOCK);
        a.rollback();
      } else {
        a.commit();
      }
      deployment.settle();
      assertThat(statement.result()).isPositive();
      check(deployment, 2);
    }
  }

  @Test
  void twoAutocommitStatementsInOppositeOrdersBothSucceed() {
    for (long seed = 0; seed < 50; seed++) {
      try (var deployment = rows(seed, 2, "restartsBeforeClaims=" + seed % 3);
          var up = deployment.sql("up");
          var down = deployment.sql("down")) {
        run(deployment, () -> both(deployment, up, 1, 2), () -> both(deployment, down, 2, 1));

        assertThat(up.readAll()).as("seed %s", seed).containsExactly(2, 2);
        check(deployment, 2);
      }
    }
  }

  private static void both(TestDeployment deployment, SqlSession session, int first, int second) {
    session.execute(
        scope -> {
          scope.update(SqlSession.increment(SqlSession.byId(first), 1), new Object[0]);
          deployment.time().yieldBaton();
          return scope
              .update(SqlSession.increment(SqlSession.byId(second), 1), new Object[0])
              .matched();
        });
  }

  private static void run(TestDeployment deployment, Runnable... bodies) {
    try {
      deployment.time().run(bodies);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void randomLockOrdersNeverHang() {
    for (long seed = 0; seed < 300; seed++) {
      randomLocks(seed);
    }
  }

  private static void randomLocks(long seed) {
    int rows = 4;
    try (var deployment =
        rows(seed, rows, "transactionLifetime=0", "restartsBeforeClaims=" + seed % 4)) {
      var random = new Random(seed);
      var bodies = new ArrayList<Runnable>();
      var committed = new int[1];
      for (int actor = 0; actor < 6; actor++) {
        var session = deployment.sql("actor-" + actor);
        long own = random.nextLong();
        boolean autocommit = actor == 5;
        bodies.add(
            () -> {
              try (session) {
                int done =
                    autocommit
                        ? autocommitSome(deployment, session, new Random(own))
                        : lockSome(deployment, session, new Random(own));
                committed[0] += done;
              }
            });
      }
      run(deployment, bodies.toArray(Runnable[]::new));

      int sum = deployment.sql("reader").readAll().stream().mapToInt(Integer::intValue).sum();
      assertThat(sum).as("seed %s", seed).isEqualTo(committed[0]);
      assertThat(deployment.remains().waiters()).as("seed %s", seed).isZero();
      check(deployment, rows);
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError("seed " + seed, failed);
    }
  }

  private static int lockSome(TestDeployment deployment, SqlSession session, Random random) {
    int done = 0;
    for (int transaction = 0; transaction < 4; transaction++) {
      session.readCommitted();
      int increments = 0;
      try {
        for (int step = 0; step < 4; step++) {
          int row = 1 + random.nextInt(4);
          switch (random.nextInt(4)) {
            case 0 -> session.lock(row, Clause.FOR_UPDATE);
            case 1 -> session.lock(row, Clause.FOR_SHARE);
            default -> increments += (int) session.inc(row, 1);
          }
          deployment.time().yieldBaton();
        }
        session.commit();
        done += increments;
      } catch (DuetException failed) {
        assertThat(failed.code()).isEqualTo(ErrorCode.DEADLOCK);
        session.rollback();
      }
    }
    return done;
  }

  private static int autocommitSome(TestDeployment deployment, SqlSession session, Random random) {
    int done = 0;
    for (int i = 0; i < 6; i++) {
      if (random.nextBoolean()) {
        both(deployment, session, 1 + random.nextInt(2), 3 + random.nextInt(2));
        done += 2;
      } else {
        deployment
            .demo()
            .updateOne(
                new Document("_id", 1 + random.nextInt(4)),
                new Document("$inc", new Document("n", 1)));
        done++;
      }
      deployment.time().yieldBaton();
    }
    return done;
  }
}

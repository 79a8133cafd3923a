package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.bson.Document;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.junit.jupiter.api.Test;

/** READ COMMITTED and autocommit SQL: the whole statement again, on a fresh snapshot. */
final class StatementRestartTest {
  private static final Object[] NONE = {};

  private static TestDeployment rows(long seed, int count, String... options) {
    var deployment = TestDeployment.virtual(seed, options);
    for (int id = 1; id <= count; id++) {
      deployment.demo().insertOne(new Document("_id", id).append("n", 0));
    }
    return deployment;
  }

  private static long inc(StatementScope scope, int id) {
    return scope.update(SqlSession.increment(SqlSession.byId(id), 1), NONE).matched();
  }

  @Test
  void aStatementOfSeveralRowsKeepsItsPlaceWhileItTakesTheOthersAgain() {
    for (long seed = 0; seed < 20; seed++) {
      try (var deployment = rows(seed, 2);
          var rival = deployment.sql("rival").readCommitted();
          var both = deployment.sql("both");
          var second = deployment.sql("second")) {
        rival.inc(2, 1);
        var served = new ArrayList<String>();
        var first =
            deployment.call(
                () -> {
                  both.readCommitted();
                  both.execute(
                      scope -> {
                        inc(scope, 1);
                        deployment.time().yieldBaton();
                        return inc(scope, 2);
                      });
                  return served.add("both");
                });
        var behind =
            deployment.call(
                () -> {
                  second.readCommitted();
                  second.inc(2, 1);
                  return served.add("second");
                });

        rival.commit();
        deployment.settle();

        assertThat(served).as("seed %s", seed).containsExactly("both");
        assertThat(first.result()).isTrue();
        both.commit();
        deployment.settle();
        assertThat(behind.result()).isTrue();
      }
    }
  }

  @Test
  void readsAgainAfterTheWaitAndEvaluatesItsPredicateOnTheNewestRow() {
    try (var deployment = rows(0, 2);
        var rival = deployment.sql("rival").readCommitted();
        var waiter = deployment.sql("waiter").readCommitted()) {
      rival.inc(1, 7);
      var matched = deployment.call(() -> waiter.setWhere(0, 100));
      assertThat(matched.isDone()).isFalse();
      rival.commit();
      deployment.settle();

      assertThat(matched.result()).isEqualTo(1);
      assertThat(waiter.readAll()).containsExactly(7, 100);
      assertThat(deployment.status("metrics.operation.statementRestarts")).isEqualTo(1);
    }
  }

  @Test
  void findsRowsThatMatchOnlyAfterTheRivalsCommit() {
    try (var deployment = rows(0, 2);
        var rival = deployment.sql("rival").readCommitted();
        var waiter = deployment.sql("waiter").readCommitted()) {
      waiter.setWhere(0, 1);
      waiter.commit();
      waiter.readCommitted();
      rival.setWhere(1, 2);
      rival.insert(3, 1);
      var matched = deployment.call(() -> waiter.setWhere(1, 100));
      rival.commit();
      deployment.settle();

      assertThat(matched.result()).as("the row that was inserted").isEqualTo(1);
      assertThat(waiter.readAll()).containsExactly(2, 2, 100);
    }
  }

  @Test
  void undoesOnlyItselfAndNotTheTransactionsEarlierStatements() {
    try (var deployment = rows(0, 3);
        var rival = deployment.sql("rival").readCommitted();
        var waiter = deployment.sql("waiter").readCommitted()) {
      waiter.inc(1, 5);
      rival.inc(3, 1);
      var statement =
          deployment.call(
              () -> waiter.execute(scope -> inc(scope, 1) + inc(scope, 2) + inc(scope, 3)));
      assertThat(deployment.remains().claims()).as("5 claims: waiter's, rival's").isPositive();
      var other =
          deployment.call(() -> deployment.demo().updateOne(new Document("_id", 2), plus(10)));
      assertThat(other.isDone()).as("the restarted statement has let row 2 go").isTrue();

      rival.commit();
      deployment.settle();

      assertThat(statement.result()).isEqualTo(3);
      waiter.commit();
      assertThat(deployment.value(1, "n")).isEqualTo(6);
      assertThat(deployment.value(2, "n")).isEqualTo(11);
      assertThat(deployment.value(3, "n")).isEqualTo(2);
    }
  }

  @Test
  void itsSnapshotIsNewForEachStatement() {
    try (var deployment = rows(0, 1);
        var reader = deployment.sql("reader").readCommitted()) {
      assertThat(reader.read(1)).isZero();
      deployment.demo().updateOne(new Document("_id", 1), plus(1));
      assertThat(reader.read(1)).isEqualTo(1);
    }
  }

  @Test
  void aRowThatWasCommittedAfterTheSnapshotRestartsAtOnceUnderEveryPolicyButSkip() {
    for (var policy : ConflictPolicy.values()) {
      try (var deployment = rows(0, 2);
          var writer = deployment.sql("writer").with(policy)) {
        writer.readCommitted();
        var attempts = new int[1];
        writer.execute(
            scope -> {
              if (++attempts[0] == 1) {
                deployment.demo().updateOne(new Document("_id", 1), plus(10));
              }
              return inc(scope, 1);
            });
        writer.commit();

        assertThat(deployment.value(1, "n")).as("%s", policy).isEqualTo(11);
        assertThat(attempts[0]).as("%s", policy).isEqualTo(policy == ConflictPolicy.SKIP ? 1 : 2);
      }
    }
  }

  @Test
  void inRepeatableReadARowCommittedAfterTheSnapshotFailsUnderEveryPolicy() {
    for (var policy : ConflictPolicy.values()) {
      try (var deployment = rows(0, 2);
          var writer = deployment.sql("writer").with(policy)) {
        writer.repeatableRead();
        assertThat(writer.read(1)).isZero();
        deployment.demo().updateOne(new Document("_id", 1), plus(10));

        deployment.call(() -> writer.inc(1, 1)).failedWith(ErrorCode.WRITE_CONFLICT);

        deployment.call(() -> writer.inc(2, 1)).failedWith(ErrorCode.IN_FAILED_TRANSACTION);
        assertThat(deployment.value(1, "n")).isEqualTo(10);
      }
    }
  }

  @Test
  void aStatementDoesNotSeeItselfSoNoRowIsUpdatedTwice() {
    try (var deployment = rows(0, 5);
        var session = deployment.sql("halloween").readCommitted()) {
      long matched =
          session.execute(
              scope ->
                  inc(scope, 1)
                      + scope.update(SqlSession.increment(Access.ALL, 1), NONE).matched());

      assertThat(matched).as("row 1 by the first, the others by the second").isEqualTo(5);
      assertThat(session.readAll()).containsExactly(1, 1, 1, 1, 1);
    }
  }

  @Test
  void anUpdateThatChangesNothingTakesNoConflictUnlessItAlwaysWrites() {
    UpdateOperation noOp =
        UpdateOperation.of(
            TestDeployment.DEMO,
            SqlSession.byId(1),
            DocumentPredicate.ALWAYS,
            (document, parameters) -> document,
            false);
    try (var deployment = rows(0, 1);
        var rival = deployment.sql("rival").readCommitted();
        var reader = deployment.sql("no-op").repeatableRead();
        var writer = deployment.sql("writing").repeatableRead()) {
      rival.inc(1, 1);

      var matched = deployment.call(() -> reader.execute(scope -> scope.update(noOp, NONE)));
      assertThat(matched.result().matched()).isEqualTo(1);
      assertThat(matched.result().modified()).isZero();
      reader.commit();

      var writes =
          deployment.call(() -> writer.execute(scope -> scope.update(noOp.writingAlways(), NONE)));
      writes.failedWith(ErrorCode.WRITE_CONFLICT);
      rival.rollback();
    }
  }

  @Test
  void anUpdateThatAlwaysWritesMakesOthersStale() {
    try (var deployment = rows(0, 1);
        var writer = deployment.sql("writing").readCommitted();
        var other = deployment.sql("other").repeatableRead()) {
      assertThat(other.read(1)).isZero();
      assertThat(writer.inc(1, 0)).isEqualTo(1);
      writer.commit();

      deployment.call(() -> other.inc(1, 1)).failedWith(ErrorCode.WRITE_CONFLICT);
    }
  }

  @Test
  void autocommitSqlIsAllOrNothingAndWaitsHoldingNothing() {
    try (var deployment = rows(0, 3);
        var rival = deployment.sql("rival").readCommitted();
        var auto = deployment.sql("auto")) {
      rival.inc(3, 1);
      var all = deployment.call(() -> auto.setWhere(0, 9));
      assertThat(all.isDone()).isFalse();
      assertThat(rival.readAll()).containsExactly(0, 0, 1);
      assertThat(deployment.call(() -> rival.inc(1, 1)).result())
          .as("what the waiter had claimed is free")
          .isEqualTo(1);

      rival.commit();
      deployment.settle();

      assertThat(all.result()).isEqualTo(1);
      assertThat(auto.readAll()).containsExactly(1, 9, 1);
    }
  }

  @Test
  void afterManyRestartsItKeepsItsClaimsWhileItWaits() {
    assertThat(isFreeWhileWaitingAfterRestarts(1)).as("row 1, before the limit").isTrue();
    assertThat(isFreeWhileWaitingAfterRestarts(2)).as("row 1, after the limit").isFalse();
  }

  /** Whether row 1 is free while a statement that has claimed it waits for row 2. */
  private static boolean isFreeWhileWaitingAfterRestarts(int restarts) {
    try (var deployment = rows(0, 2, "restartsBeforeClaims=2");
        var rival = deployment.sql("rival").readCommitted();
        var auto = deployment.sql("auto")) {
      var attempts = new int[1];
      var statement =
          deployment.call(
              () ->
                  auto.execute(
                      scope -> {
                        inc(scope, 1);
                        if (++attempts[0] <= restarts) {
                          deployment.demo().updateOne(new Document("_id", 2), plus(100));
                        } else if (attempts[0] == restarts + 1) {
                          rival.inc(2, 10);
                        }
                        return inc(scope, 2);
                      }));
      assertThat(statement.isDone()).isFalse();
      boolean free = isFree(deployment);

      rival.commit();
      deployment.settle();

      assertThat(statement.result()).isEqualTo(1);
      assertThat(deployment.value(1, "n")).isEqualTo(1);
      assertThat(deployment.value(2, "n")).isEqualTo(restarts * 100 + 11);
      assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(2));
      return free;
    }
  }

  private static boolean isFree(TestDeployment deployment) {
    try (var probe = deployment.sql("probe").readCommitted()) {
      return deployment.call(() -> probe.lock(1, SqlSession.Clause.SKIP_LOCKED)).result().size()
          == 1;
    }
  }

  private static Document plus(int by) {
    return new Document("$inc", new Document("n", by));
  }
}

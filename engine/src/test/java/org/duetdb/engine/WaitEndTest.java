package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that ends a wait, what the waiter is told, and that nothing of it is left behind. */
final class WaitEndTest {
  private static final Document X = new Document("_id", 1);
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session rival = deployment.documents().startSession("rival");
  private final Session mine = deployment.documents().startSession("mine");
  private final SqlSession sql = deployment.sql("sql");

  @BeforeEach
  void theRivalHoldsTheDocument() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
    deployment.demo().insertOne(new Document("_id", 2).append("n", 0));
    rival.startTransaction();
    TestDeployment.demo(rival).updateOne(X, INC);
  }

  @AfterEach
  void nothingIsLeft() {
    if (deployment.documents().engine().isRunning()) {
      mine.close();
      sql.close();
      assertThat(deployment.remains().waiters()).isZero();
      rival.close();
      deployment.settle();
      assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(2));
      assertThat(deployment.documents().currentOp()).isEmpty();
    }
    deployment.close();
  }

  private Call<Long> update(DocumentCollection<Document> collection) {
    var call = deployment.call(() -> collection.updateOne(X, INC).modifiedCount());
    assertThat(call.isDone()).isFalse();
    assertThat(deployment.remains().waiters()).isEqualTo(1);
    return call;
  }

  private Call<Long> updateInSql(SqlSession session) {
    var call = deployment.call(() -> session.inc(1, 1));
    assertThat(call.isDone()).isFalse();
    return call;
  }

  private void rivalGoesOn() {
    rival.commitTransaction();
    deployment.settle();
    assertThat(deployment.value(1, "n")).isEqualTo(1);
  }

  @Test
  void theRivalsCommit() {
    var call = update(deployment.demo());
    rival.commitTransaction();
    deployment.settle();

    assertThat(call.result()).isEqualTo(1);
    assertThat(deployment.value(1, "n")).isEqualTo(2);
  }

  @Test
  void theRivalsAbort() {
    var call = update(deployment.demo());
    rival.abortTransaction();
    deployment.settle();

    assertThat(call.result()).isEqualTo(1);
    assertThat(deployment.value(1, "n")).isEqualTo(1);
  }

  @Test
  void theRivalsSessionIsClosed() {
    var call = update(deployment.demo());
    rival.close();
    deployment.settle();

    assertThat(call.result()).isEqualTo(1);
  }

  @Test
  void theRivalsLifetime() {
    var call = update(deployment.demo());
    deployment.advance(60_000);

    assertThat(call.endedAt()).isEqualTo(60_000);
    assertThat(call.result()).isEqualTo(1);
  }

  @Test
  void theWaitersOwnLifetime() {
    rival.abortTransaction();
    mine.startTransaction();
    TestDeployment.demo(mine).updateOne(new Document("_id", 2), INC);
    deployment.advance(10_000);
    rival.startTransaction();
    TestDeployment.demo(rival).updateOne(X, INC);
    var call = update(TestDeployment.demo(mine).withConflictPolicy(ConflictPolicy.WAIT));
    deployment.advance(49_999);
    assertThat(call.isDone()).isFalse();
    deployment.advance(1);

    call.failedWith(ErrorCode.TRANSACTION_EXCEEDED_LIFETIME);
    assertThat(call.failure().labels()).containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
    assertThat(deployment.remains().waiters()).isZero();
    assertThat(deployment.value(2, "n")).isZero();
    rivalGoesOn();
  }

  @Test
  void aCancelOfTheStatement() {
    var call = updateInSql(sql);
    sql.session().cancel();
    deployment.settle();

    call.failedWith(ErrorCode.INTERRUPTED);
    assertThat(call.failure().code().number()).isEqualTo(11601);
    assertThat(call.wasInterrupted()).isFalse();
    rivalGoesOn();
  }

  @Test
  void aCancelLeavesASqlTransactionUsable() {
    sql.readCommitted();
    sql.inc(2, 5);
    var call = updateInSql(sql);
    sql.session().cancel();
    deployment.settle();

    call.failedWith(ErrorCode.INTERRUPTED);
    assertThat(sql.read(2)).isEqualTo(5);
    sql.commit();
    assertThat(deployment.value(2, "n")).isEqualTo(5);
    rivalGoesOn();
  }

  @Test
  void anInterruptOfTheThread() {
    var call = update(deployment.demo());
    call.actor().interrupt();
    deployment.settle();

    call.failedWith(ErrorCode.INTERRUPTED);
    assertThat(call.wasInterrupted()).as("the flag stays").isTrue();
    rivalGoesOn();
  }

  @Test
  void theOperationsOwnTimeLimit() {
    var call = update(deployment.demo().withMaxTime(Duration.ofMillis(250)));
    deployment.advance(249);
    assertThat(call.isDone()).isFalse();
    deployment.advance(1);

    call.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);
    assertThat(call.failure().code().number()).isEqualTo(50);
    assertThat(deployment.status("metrics.operation.killedDueToMaxTimeMSExpired")).isEqualTo(1);
    rivalGoesOn();
  }

  @Test
  void theTimeLimitHoldsForTheWholeStatementAndNotForEachWait() {
    var limited = deployment.sql("limited").withMaxTime(1_000);
    var second = deployment.sql("second").readCommitted();
    second.inc(2, 1);
    var call = deployment.call(() -> limited.setWhere(0, 9));
    deployment.advance(700);
    rival.abortTransaction();
    deployment.advance(299);
    assertThat(call.isDone()).isFalse();
    deployment.advance(1);

    call.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);
    second.close();
    limited.close();
    assertThat(deployment.value(1, "n")).isZero();
  }

  @Test
  void theLockTimeoutOfTheWait() {
    var call = updateInSql(sql.withLockTimeout(250));
    deployment.advance(249);
    assertThat(call.isDone()).isFalse();
    deployment.advance(1);

    call.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(call.failure().code().number()).isEqualTo(24);
    rivalGoesOn();
  }

  @Test
  void theLockTimeoutHoldsThoughTheWaiterIsWokenInVain() {
    rival.abortTransaction();
    var holders = new SqlSession[3];
    for (int i = 0; i < holders.length; i++) {
      holders[i] = deployment.sql("shared-" + i).readCommitted();
      holders[i].lock(1, Clause.FOR_SHARE);
    }
    var call = updateInSql(sql.withLockTimeout(1_000));
    deployment.advance(800);
    holders[0].commit();
    deployment.advance(199);
    assertThat(call.isDone()).isFalse();
    deployment.advance(1);

    call.failedWith(ErrorCode.LOCK_TIMEOUT);
    for (var holder : holders) {
      holder.close();
    }
  }

  @Test
  void aLockTimeoutInADocumentTransactionMayBeTriedAgainAndOutsideItIsFinal() {
    mine.startTransaction();
    var inside =
        update(
            TestDeployment.demo(mine)
                .withConflictPolicy(ConflictPolicy.WAIT)
                .withLockTimeout(Duration.ofMillis(5)));
    deployment.advance(5);
    inside.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(inside.failure().labels())
        .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
    deployment
        .call(() -> TestDeployment.demo(mine).countDocuments())
        .failedWith(ErrorCode.NO_SUCH_TRANSACTION);

    var outside = update(deployment.demo().withLockTimeout(Duration.ofMillis(5)));
    deployment.advance(5);
    outside.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(outside.failure().labels()).isEmpty();
    rivalGoesOn();
  }

  @Test
  void theWaitersSessionIsClosed() {
    var call = updateInSql(sql);
    sql.close();
    deployment.settle();

    call.failedWith(ErrorCode.INTERRUPTED);
    deployment.call(() -> sql.inc(1, 1)).failedWith(ErrorCode.ILLEGAL_OPERATION);
    rivalGoesOn();
  }

  @Test
  void theWaitersSessionIsClosedInATransaction() {
    sql.readCommitted();
    sql.inc(2, 5);
    var call = updateInSql(sql);
    sql.close();
    deployment.settle();

    assertThat(call.isDone()).isTrue();
    assertThat(deployment.value(2, "n")).isZero();
    rivalGoesOn();
  }

  @Test
  void theShutdownOfTheDeployment() {
    var outside = update(deployment.demo());
    var inSession = deployment.call(() -> TestDeployment.demo(mine).updateOne(X, INC));
    sql.readCommitted();
    var inTransaction = updateInSql(sql);

    deployment.documents().shutdown();
    deployment.settle();

    outside.failedWith(ErrorCode.INTERRUPTED_AT_SHUTDOWN);
    assertThat(outside.failure().code().number()).isEqualTo(11600);
    inSession.failedWith(ErrorCode.INTERRUPTED_AT_SHUTDOWN);
    inTransaction.failedWith(ErrorCode.INTERRUPTED_AT_SHUTDOWN);
    assertThat(deployment.remains().waiters()).isZero();
    assertThat(deployment.remains().claims()).isZero();
    assertThat(deployment.remains().snapshots()).isZero();
  }

  @Test
  void afterAShutdownNoHandleGoesOn() {
    var demo = deployment.demo();
    deployment.documents().shutdown();

    deployment.call(() -> demo.updateOne(X, INC)).failedWith(ErrorCode.SHUTDOWN_IN_PROGRESS);
    deployment
        .call(() -> demo.insertOne(new Document("_id", 9)))
        .failedWith(ErrorCode.SHUTDOWN_IN_PROGRESS);
    deployment.call(demo::countDocuments).failedWith(ErrorCode.SHUTDOWN_IN_PROGRESS);
    deployment
        .call(() -> demo.find(X).first().isPresent())
        .failedWith(ErrorCode.SHUTDOWN_IN_PROGRESS);
    deployment
        .call(() -> deployment.documents().startSession())
        .failedWith(ErrorCode.SHUTDOWN_IN_PROGRESS);
  }

  @Test
  void anInsertThatWaitsForTheCreationOfItsCollectionCanBeCancelledToo() {
    rival.abortTransaction();
    rival.startTransaction();
    rival.database("test").collection("fresh").insertOne(new Document("_id", 1));
    var fresh = mine.database("test").collection("fresh");
    var call = deployment.call(() -> fresh.insertOne(new Document("_id", 2)));
    assertThat(call.isDone()).isFalse();
    assertThat(deployment.documents().waits()).hasSize(1);
    mine.close();
    deployment.settle();
    call.failedWith(ErrorCode.INTERRUPTED);

    var limited =
        deployment
            .documents()
            .database("test")
            .collection("fresh")
            .withMaxTime(Duration.ofMillis(100));
    var late = deployment.call(() -> limited.insertOne(new Document("_id", 3)));
    deployment.advance(100);
    late.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);
    rival.abortTransaction();
  }
}

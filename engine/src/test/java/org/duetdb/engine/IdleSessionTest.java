package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.time.HangException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that nobody uses gives up what it holds. */
final class IdleSessionTest {
  private static final long MINUTE = 60_000;
  private static final Document ONE = new Document("_id", 1);
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");
  private final Session session = test.documents().startSession("S");

  @BeforeEach
  void insertTwo() {
    test.demo().insertMany(List.of(new Document("_id", 1).append("n", 0), new Document("_id", 2)));
  }

  @AfterEach
  void nothingIsLeft() {
    session.close();
    assertThat(test.remains().claims()).isZero();
    assertThat(test.remains().snapshots()).isZero();
    assertThat(sessions()).isZero();
    test.close();
  }

  private long sessions() {
    return test.status("logicalSessionRecordCache.activeSessionsCount");
  }

  private void inc() {
    TestDeployment.demo(session).updateOne(ONE, INC);
  }

  @Test
  void itsTransactionIsAbortedAfterThirtyMinutesOrAQuarterLater() {
    session.startTransaction();
    inc();
    test.advance(30 * MINUTE - 1);
    assertThat(test.remains().claims()).isPositive();
    assertThat(sessions()).isOne();
    test.advance(8 * MINUTE);

    assertThat(test.remains().claims()).isZero();
    assertThat(sessions()).isZero();
    var refused = Refused.by(this::inc);
    assertThat(refused.number()).isEqualTo(251);
    assertThat(refused.labels()).containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
    assertThat(sessions()).isOne();
  }

  @Test
  void itCanBeUsedAgainAndExpireAgain() {
    for (int round = 1; round <= 2; round++) {
      inc();
      assertThat(sessions()).isOne();
      test.advance(38 * MINUTE);
      assertThat(sessions()).isZero();
      session.withTransaction(
          () -> {
            inc();
            return true;
          });
      assertThat(test.value(1, "n")).isEqualTo(2 * round);
    }
  }

  @Test
  void whoIsWaitingForItsTransactionGoesOn() {
    session.startTransaction();
    inc();
    var waiter = test.call(() -> test.demo().updateOne(ONE, INC).modifiedCount());
    test.advance(38 * MINUTE);

    assertThat(waiter.result()).isOne();
    assertThat(test.value(1, "n")).isEqualTo(1);
  }

  @Test
  void aStatementThatWaitsUsesItsSession() {
    try (var rival = test.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      session.startTransaction(TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT));
      var waiter = test.call(() -> TestDeployment.demo(session).updateOne(ONE, INC));
      test.advance(120 * MINUTE);
      assertThat(waiter.isDone()).isFalse();
      rival.rollback();
      test.settle();

      assertThat(waiter.result().modifiedCount()).isOne();
      session.commitTransaction();
    }
  }

  @Test
  void readingFromACursorOfItsTransactionUsesIt() {
    session.startTransaction();
    var cursor = TestDeployment.demo(session).find().cursor();
    for (int i = 0; i < 2; i++) {
      test.advance(29 * MINUTE);
      assertThat(cursor.hasNext()).isTrue();
      cursor.next();
    }
    test.advance(38 * MINUTE);

    assertThat(Refused.number(cursor::hasNext)).isEqualTo(43);
  }

  @Test
  void aSessionOfSqlNeverExpires() {
    try (var sql = test.sql("sql").readCommitted()) {
      sql.inc(1, 1);
      test.advance(600 * MINUTE);
      sql.commit();
    }
    assertThat(test.value(1, "n")).isEqualTo(1);
  }

  @Test
  void zeroMeansForEver() {
    try (var patient = TestDeployment.virtual("transactionLifetime=0", "sessionTimeout=0");
        var own = patient.documents().startSession()) {
      own.startTransaction();
      TestDeployment.demo(own).insertOne(ONE);
      patient.advance(Duration.ofDays(2).toMillis());
      own.commitTransaction();

      assertThat(patient.demo().countDocuments()).isOne();
    }
  }

  @Test
  void aHangOfASessionInUseIsStillSeen() {
    try (var rival = test.sql("rival").readCommitted()) {
      rival.inc(1, 1);

      assertThatThrownBy(() -> test.time().run(this::inc)).isInstanceOf(HangException.class);
      rival.rollback();
    }
  }
}

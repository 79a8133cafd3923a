package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fail points make happen without a rival, and that they are gone when they are off. */
final class FailPointTest {
  private static final String CONFLICT = "WTWriteConflictException";
  private static final String SKIP_RETRIES = "skipWriteConflictRetries";
  private static final String HANG = "planExecutorHangBeforeLogAndBackoff";
  private static final String HANG_EXPRESS = "expressExecutorHangBeforeLogAndBackoff";
  private static final Document ONE = new Document("_id", 1);
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.virtual();

  @BeforeEach
  void insert() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(deployment.remains().waiters()).isZero();
    assertThat(deployment.remains().claims()).isZero();
    deployment.close();
  }

  private Document configure(String name, Object mode, Document data) {
    return deployment
        .documents()
        .configureFailPoint(
            new Document("configureFailPoint", name).append("mode", mode).append("data", data));
  }

  private Document configure(String name, Object mode) {
    return configure(name, mode, new Document());
  }

  private Call<Long> inc() {
    return deployment.call(() -> deployment.demo().updateOne(ONE, INC).modifiedCount());
  }

  private long conflicts() {
    return deployment.status("metrics.operation.writeConflicts");
  }

  @Test
  void aForcedConflictOutsideATransactionIsTriedAgainAndCounted() {
    configure(CONFLICT, new Document("times", 3));

    assertThat(inc().result()).isEqualTo(1);

    assertThat(conflicts()).isEqualTo(3);
    assertThat(configure(CONFLICT, "off")).containsEntry("count", 3L).containsEntry("ok", 1.0);
    assertThat(inc().result()).isEqualTo(1);
    assertThat(conflicts()).isEqualTo(3);
    assertThat(deployment.value(1, "n")).isEqualTo(2);
  }

  @Test
  void manyForcedConflictsTakeTheTimeOfTheSteppedSchedule() {
    configure(CONFLICT, new Document("times", 785));
    var update = inc();
    deployment.advance(60_000);

    assertThat(update.result()).isEqualTo(1);
    assertThat(update.endedAt()).isEqualTo(59_956);
    assertThat(conflicts()).isEqualTo(785);
  }

  @Test
  void insertsDeletesAndSqlMeetItToo() {
    var two = new Document("_id", 2);
    try (var sql = deployment.sql("S")) {
      caught(() -> deployment.demo().insertMany(List.of(two)).insertedIds().size());
      caught(() -> (int) deployment.demo().deleteOne(two).deletedCount());
      caught(() -> (int) sql.inc(1, 1));
      sql.readCommitted();
      caught(() -> (int) sql.inc(1, 1));
      sql.commit();

      assertThat(conflicts()).isEqualTo(8);
      assertThat(deployment.status("metrics.operation.statementRestarts")).isEqualTo(4);
      assertThat(deployment.value(1, "n")).isEqualTo(2);
    }
  }

  private void caught(Supplier<Integer> write) {
    configure(CONFLICT, new Document("times", 2));
    assertThat(deployment.call(write).result()).isEqualTo(1);
  }

  @Test
  void aTransactionFailsWith112AndWithTransactionRunsItAgain() {
    try (var session = deployment.documents().startSession("S")) {
      session.startTransaction();
      configure(CONFLICT, new Document("times", 1));
      var failed = deployment.call(() -> TestDeployment.demo(session).updateOne(ONE, INC));
      failed.failedWith(ErrorCode.WRITE_CONFLICT);
      assertThat(failed.failure().labels())
          .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
      assertThat(((WriteConflictException) failed.failure()).conflict().decidedBy())
          .isEqualTo("fail point WTWriteConflictException");
      session.abortTransaction();

      configure(CONFLICT, new Document("times", 2));
      var again =
          deployment.call(
              () ->
                  session.withTransaction(
                      () -> TestDeployment.demo(session).updateOne(ONE, INC).modifiedCount()));
      deployment.advance(10_000);
      assertThat(again.result()).isEqualTo(1);
      assertThat(deployment.value(1, "n")).isEqualTo(1);
    }
  }

  @Test
  void itMaySkipTheFirstAndBeForOneCollectionOrOneSession() {
    try (var mine = deployment.documents().startSession("mine");
        var other = deployment.documents().startSession("other")) {
      configure(CONFLICT, "alwaysOn", new Document("namespace", "test.elsewhere"));
      assertThat(inc().result()).isEqualTo(1);
      configure(CONFLICT, "alwaysOn", new Document("appName", "mine"));
      assertThat(inTransaction(other).result()).isEqualTo(1);
      inTransaction(mine).failedWith(ErrorCode.WRITE_CONFLICT);
      configure(CONFLICT, new Document("skip", 1), new Document("appName", "mine"));
      assertThat(inTransaction(mine).result()).isEqualTo(1);
      inTransaction(mine).failedWith(ErrorCode.WRITE_CONFLICT);
    }
  }

  private Call<Long> inTransaction(Session session) {
    return deployment.call(
        () -> {
          session.startTransaction();
          try {
            long modified = TestDeployment.demo(session).updateOne(ONE, INC).modifiedCount();
            session.commitTransaction();
            return modified;
          } catch (DuetException failed) {
            session.abortTransaction();
            throw failed;
          }
        });
  }

  @Test
  void skippingRetriesTurnsWaitingOutsideATransactionIntoAFailure() {
    configure(SKIP_RETRIES, "alwaysOn");
    try (var rival = deployment.sql("rival").readCommitted();
        var sql = deployment.sql("S")) {
      rival.inc(1, 1);
      for (var call : List.of(inc(), deployment.call(() -> sql.inc(1, 1)))) {
        call.failedWith(ErrorCode.WRITE_CONFLICT);
        assertThat(((WriteConflictException) call.failure()).conflict().describe())
            .startsWith("document 1 of test.demo is claimed by rival (test) since 2025")
            .endsWith("decided by fail point skipWriteConflictRetries");
      }
      configure(SKIP_RETRIES, "off");
      var waiting = inc();
      assertThat(waiting.isDone()).isFalse();
      rival.rollback();
      deployment.settle();
      assertThat(waiting.result()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HANG, HANG_EXPRESS})
  void aWaiterHangsBeforeItsWaitUntilTheFailPointIsOff(String point) {
    boolean express = point.equals(HANG_EXPRESS);
    configure(point, "alwaysOn");
    try (var rival = deployment.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      var filter = express ? ONE : new Document("n", 0);
      var hanging = deployment.call(() -> deployment.demo().updateOne(filter, INC).modifiedCount());
      rival.rollback();
      deployment.advance(1_000);
      assertThat(hanging.isDone()).as("woken by nobody while it hangs").isFalse();

      configure(point, "off");
      deployment.settle();

      assertThat(hanging.result()).isEqualTo(1);
      assertThat(hanging.endedAt()).isEqualTo(1_000);
    }
  }

  @Test
  void aTimeLimitEndsWhatHangs() {
    configure(HANG_EXPRESS, "alwaysOn");
    try (var rival = deployment.sql("rival").readCommitted()) {
      rival.inc(1, 1);
      var limited =
          deployment.call(
              () -> deployment.demo().withMaxTime(Duration.ofSeconds(2)).updateOne(ONE, INC));
      deployment.advance(2_000);
      limited.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);
    }
  }

  private void failCommit(int times, Document how) {
    var data = new Document("failCommands", List.of("commitTransaction"));
    data.putAll(how);
    configure("failCommand", new Document("times", times), data);
  }

  @ParameterizedTest(name = "{0}: label {1}, n is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {errorCode: 91}                                     | UnknownTransactionCommitResult, RetryableWriteError | 0
          {errorCode: 10107}                                  | UnknownTransactionCommitResult, RetryableWriteError | 0
          {errorCode: 50}                                     | UnknownTransactionCommitResult | 0
          {closeConnection: true}                             | UnknownTransactionCommitResult, RetryableWriteError | 0
          {writeConcernError: {code: 64, errmsg: 'late'}}     | UnknownTransactionCommitResult | 1
          {errorCode: 251}                                    | TransientTransactionError      | 0
          {errorCode: 112}                                    | TransientTransactionError      | 0
          {errorCode: 112, errorLabels: ['mine']}             | mine                           | 0
          {errorCode: 11000}                                  |                                | 0
          {writeConcernError: {code: 64}, errorLabels: []}    | UnknownTransactionCommitResult | 1
          {writeConcernError: {code: 100}}                    |                                | 1
          {writeConcernError: {code: 79, errmsg: 'which'}}    |                                | 1
          """)
  void aCommitFailsBeforeOrAfterItIsDone(String how, String label, int value) {
    try (var session = deployment.documents().startSession("S")) {
      session.startTransaction();
      TestDeployment.demo(session).updateOne(ONE, INC);
      failCommit(2, Document.parse(how));

      var failed = Refused.by(session::commitTransaction);
      assertThat(failed.labels())
          .isEqualTo(label == null ? Set.of() : Set.of(label.split(", ", -1)));
      assertThat(deployment.value(1, "n")).isEqualTo(value);
      assertThat(session.hasActiveTransaction()).isFalse();
    }
  }

  @Test
  void oneErrorAfterWhichACommandMayBeRepeatedIsNotSeen() {
    try (var session = deployment.documents().startSession("S")) {
      for (var how : List.of("{errorCode: 91}", "{closeConnection: true}")) {
        session.startTransaction();
        TestDeployment.demo(session).updateOne(ONE, INC);
        failCommit(1, Document.parse(how));
        session.commitTransaction();
      }
      assertThat(deployment.value(1, "n")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{errorCode: 91}|4", "{writeConcernError: {code: 64}}|2"})
  void aCommitWithoutAnAnswerMayBeRepeatedAndHappensOnce(String how, int times) {
    try (var session = deployment.documents().startSession("S")) {
      session.startTransaction();
      TestDeployment.demo(session).updateOne(ONE, INC);
      failCommit(times, Document.parse(how));

      assertThat(Refused.by(session::commitTransaction)).isNotNull();
      assertThat(Refused.by(session::commitTransaction)).isNotNull();
      session.commitTransaction();
      session.commitTransaction();
      assertThat(deployment.value(1, "n")).isEqualTo(1);
      assertThat(deployment.status("transactions.totalCommitted")).isEqualTo(1);
    }
  }

  @Test
  void whatComesAfterACommitWithoutAnAnswerIsOutsideTheTransaction() {
    try (var session = deployment.documents().startSession("S")) {
      session.startTransaction();
      TestDeployment.demo(session).updateOne(ONE, INC);
      failCommit(2, new Document("errorCode", 91));
      assertThat(Refused.by(session::commitTransaction)).isNotNull();

      TestDeployment.demo(session).insertOne(new Document("_id", 2));
      assertThat(deployment.demo().countDocuments()).isEqualTo(2);
      assertThat(deployment.value(1, "n")).isZero();
      assertThat(Refused.number(session::commitTransaction)).isEqualTo(20);
      session.startTransaction();
      TestDeployment.demo(session).updateOne(ONE, INC);
      session.commitTransaction();
      assertThat(deployment.value(1, "n")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{errorCode: 91}", "{writeConcernError: {code: 64}}"})
  void withTransactionRepeatsTheCommitAndNotTheBody(String how) {
    try (var session = deployment.documents().startSession("S")) {
      var runs = new AtomicInteger();
      failCommit(4, Document.parse(how));
      var call =
          deployment.call(
              () ->
                  session.withTransaction(
                      () -> {
                        runs.incrementAndGet();
                        return TestDeployment.demo(session).updateOne(ONE, INC).modifiedCount();
                      }));
      deployment.advance(1_000);

      assertThat(call.result()).isEqualTo(1);
      assertThat(call.endedAt()).isPositive();
      assertThat(runs).hasValue(1);
      assertThat(deployment.value(1, "n")).isEqualTo(1);
    }
  }

  @Test
  void withTransactionGivesACommitUpAfterTwoMinutesAndAtOnceAfterATimeOut() {
    try (var session = deployment.documents().startSession("S")) {
      failCommit(Integer.MAX_VALUE, new Document("errorCode", 91));
      var call = deployment.call(() -> session.withTransaction(() -> "done"));
      deployment.advance(120_000);
      assertThat(call.failure())
          .hasMessageContaining("whether the transaction has happened is not known")
          .hasCauseInstanceOf(DuetException.class);
      assertThat(call.failure().labels()).contains(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT);
      assertThat(call.endedAt()).isBetween(119_000L, 120_000L);

      failCommit(Integer.MAX_VALUE, new Document("errorCode", 50));
      var timedOut = deployment.call(() -> session.withTransaction(() -> "done"));
      assertThat(timedOut.failure().number()).isEqualTo(50);
    }
  }

  @Test
  void withTransactionRunsTheBodyAgainAfterATransientErrorOfTheCommit() {
    try (var session = deployment.documents().startSession("S")) {
      var runs = new AtomicInteger();
      failCommit(2, new Document("errorCode", 251));
      var call =
          deployment.call(
              () ->
                  session.withTransaction(
                      () -> {
                        TestDeployment.demo(session).updateOne(ONE, INC);
                        return runs.incrementAndGet();
                      }));
      deployment.advance(1_000);

      assertThat(call.result()).isEqualTo(3);
      assertThat(deployment.value(1, "n")).isEqualTo(1);
    }
  }

  private static Document command(String data) {
    return new Document("configureFailPoint", "failCommand")
        .append("mode", "alwaysOn")
        .append("data", Document.parse(data));
  }

  @Test
  void aCommandThatIsWrongIsRefusedAndChangesNothing() {
    for (var wrong :
        List.of(
            new Document("configureFailPoint", "no such point").append("mode", "alwaysOn"),
            new Document("configureFailPoint", CONFLICT),
            new Document("configureFailPoint", CONFLICT).append("mode", "sometimes"),
            new Document("configureFailPoint", CONFLICT)
                .append("mode", new Document("activationProbability", 0.5)),
            new Document("configureFailPoint", CONFLICT).append("mode", new Document("times", -1)),
            new Document("configureFailPoint", CONFLICT)
                .append("mode", "alwaysOn")
                .append("data", new Document("threads", 3)),
            command("{failCommands: ['find'], errorCode: 91}"),
            command("{failCommands: ['commitTransaction']}"),
            command("{failCommands: ['commitTransaction'], errorCode: 91, closeConnection: true}"),
            command("{failCommands: ['commitTransaction'], errorCode: 0}"),
            command("{failCommands: ['commitTransaction'], closeConnection: false}"),
            command("{failCommands: ['commitTransaction'], writeConcernError: {code: 64, x: 1}}"),
            command("{failCommands: ['commitTransaction'], writeConcernError: 3}"),
            command("{failCommands: ['commitTransaction'], errorCode: 91, errorLabels: 3}"),
            new Document("configureFailPoint", CONFLICT)
                .append("mode", "alwaysOn")
                .append("extra", 1))) {
      assertThatThrownBy(() -> deployment.documents().configureFailPoint(wrong))
          .as("%s", wrong)
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ErrorCode.BAD_VALUE);
                assertThat(failed).hasMessageContaining("nothing was changed");
              });
    }
    assertThat(inc().result()).isEqualTo(1);
    assertThat(conflicts()).isZero();
  }
}

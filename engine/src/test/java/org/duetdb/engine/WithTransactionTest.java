package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The convenient API: what is run again, how long it pauses, and when it gives up. */
final class WithTransactionTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session session = deployment.documents().startSession("S");
  private final AtomicInteger runs = new AtomicInteger();

  @BeforeEach
  void insertOne() {
    deployment.demo().insertOne(Document.parse("{_id: 1, n: 0}"));
  }

  @AfterEach
  void close() {
    session.close();
    deployment.close();
  }

  private long inc() {
    runs.incrementAndGet();
    return TestDeployment.demo(session)
        .updateOne(new Document("_id", 1), Document.parse("{$inc: {n: 1}}"))
        .modifiedCount();
  }

  private static DuetException transientError() {
    return new DuetException(
        ErrorCode.WRITE_CONFLICT, "again", Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR));
  }

  @Test
  void returnsWhatTheBodyReturnsAndCommits() {
    assertThat(session.withTransaction(this::inc)).isEqualTo(1);
    assertThat(deployment.value(1, "n")).isEqualTo(1);
    assertThat(session.hasActiveTransaction()).isFalse();
  }

  @Test
  void anErrorOfTheBodyIsThrownAsItIsAndNothingHasHappened() {
    var error = new IllegalStateException("mine");

    var thrown =
        catchThrowable(
            () ->
                session.withTransaction(
                    () -> {
                      inc();
                      throw error;
                    }));

    assertThat(thrown).isSameAs(error);
    assertThat(runs).hasValue(1);
    assertThat(deployment.value(1, "n")).isZero();
    assertThat(session.hasActiveTransaction()).isFalse();
  }

  @Test
  void aTransientErrorRunsAllAgain() {
    var result =
        deployment.call(
            () ->
                session.withTransaction(
                    () -> {
                      inc();
                      if (runs.get() < 4) {
                        throw transientError();
                      }
                      return "done";
                    }));
    deployment.advance(100);

    assertThat(result.result()).isEqualTo("done");
    assertThat(runs).hasValue(4);
    assertThat(deployment.value(1, "n")).isEqualTo(1);
  }

  @Test
  void thirteenRestartsPauseForAtMostTheSumOfTheSpecification() {
    var call =
        deployment.call(
            () ->
                session.withTransaction(
                    () -> {
                      if (runs.incrementAndGet() <= 13) {
                        throw transientError();
                      }
                      return runs.get();
                    }));
    deployment.advance(2_300);

    assertThat(call.result()).isEqualTo(14);
    assertThat(call.endedAt()).isBetween(200L, 2_283L);
  }

  @Test
  void aConflictIsWaitedOutByRunningAgain() {
    try (var rival = deployment.documents().startSession("R")) {
      rival.startTransaction();
      TestDeployment.demo(rival)
          .updateOne(new Document("_id", 1), Document.parse("{$inc: {n: 10}}"));
      var call = deployment.call(() -> session.withTransaction(this::inc));
      deployment.advance(1_000);
      assertThat(call.isDone()).isFalse();
      rival.commitTransaction();
      deployment.advance(600);

      assertThat(call.result()).isEqualTo(1);
      assertThat(deployment.value(1, "n")).isEqualTo(11);
    }
  }

  @Test
  void givesUpAfterTwoMinutesWithTheLastErrorAndItsLabels() {
    var call =
        deployment.call(
            () ->
                session.withTransaction(
                    () -> {
                      runs.incrementAndGet();
                      throw transientError();
                    }));
    deployment.advance(120_000);

    var failure = call.failure();
    assertThat(failure.number()).isEqualTo(50);
    assertThat(failure).hasCauseInstanceOf(DuetException.class);
    assertThat(failure.getCause()).hasMessage("again");
    assertThat(failure.labels()).containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
    assertThat(call.endedAt()).isBetween(119_000L, 120_000L);
    assertThat(runs.get()).isBetween(300, 1_000);
  }

  @Test
  void aDuplicateKeyThatTheBodySwallowsRunsUntilTheTimeIsUp() {
    var call =
        deployment.call(
            () ->
                session.withTransaction(
                    () -> {
                      runs.incrementAndGet();
                      return Refused.number(
                          () -> TestDeployment.demo(session).insertOne(new Document("_id", 1)));
                    }));
    deployment.advance(120_000);

    assertThat(call.failure().number()).isEqualTo(50);
    assertThat(((DuetException) call.failure().getCause()).number()).isEqualTo(251);
    assertThat(runs.get()).isGreaterThan(100);
  }

  @Test
  void aBodyThatCommitsByItselfIsNotCommittedAgain() {
    session.withTransaction(
        () -> {
          inc();
          session.commitTransaction();
          return inc();
        });

    assertThat(deployment.value(1, "n")).isEqualTo(2);
    assertThat(deployment.status("transactions.totalCommitted")).isEqualTo(1);
  }

  @Test
  void aBodyThatAbortsByItselfIsNotRunAgain() {
    session.withTransaction(
        () -> {
          inc();
          session.abortTransaction();
          return 0;
        });

    assertThat(runs).hasValue(1);
    assertThat(deployment.value(1, "n")).isZero();
  }

  @Test
  void anInterruptEndsThePause() {
    var call =
        deployment.call(
            () ->
                session.withTransaction(
                    () -> {
                      throw transientError();
                    }));
    call.actor().interrupt();
    deployment.settle();

    assertThat(call.failure().number()).isEqualTo(11601);
  }
}

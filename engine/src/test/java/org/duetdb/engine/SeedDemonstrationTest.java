package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first seed's demonstration: A holds {@code $inc 2} in a transaction; B in a transaction fails
 * at once, and outside one waits, until A is cancelled by its lifetime or commits.
 */
final class SeedDemonstrationTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session a = deployment.documents().startSession("A");
  private final Session b = deployment.documents().startSession("B");

  @BeforeEach
  void aHoldsTheDocument() {
    deployment.demo().insertOne(new Document("_id", "x").append("value", 0));
    assertThat(inc(b, 0).matchedCount()).isEqualTo(1); // so that A's number is 2 as in the article
    inc(a, 0);
    a.startTransaction();
    assertThat(inc(a, 2)).isEqualTo(updated());
  }

  @AfterEach
  void nothingIsLeft() {
    a.close();
    b.close();
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
    deployment.close();
  }

  private static UpdateResult inc(Session session, int by) {
    return TestDeployment.demo(session)
        .updateOne(new Document("_id", "x"), new Document("$inc", new Document("value", by)));
  }

  private static UpdateResult updated() {
    return new UpdateResult(1, 1, java.util.Optional.empty());
  }

  private int value() {
    return deployment.value("x", "value");
  }

  @Test
  void bInATransactionFailsAtOnceWithWriteConflictAndIsAborted() {
    b.startTransaction();
    var conflict = deployment.call(() -> inc(b, 4));

    assertThat(conflict.endedAt()).isZero();
    conflict.failedWith(ErrorCode.WRITE_CONFLICT);
    assertThat(conflict.failure())
        .hasMessage(
            "Caused by :: Write conflict during plan execution and yielding is disabled. ::"
                + " Please retry your operation or multi-document transaction.");
    assertThat(conflict.failure().labels())
        .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);

    var commit = deployment.call(() -> commit(b));
    commit.failedWith(ErrorCode.NO_SUCH_TRANSACTION);
    a.commitTransaction();
    assertThat(value()).isEqualTo(2);
  }

  private static boolean commit(Session session) {
    session.commitTransaction();
    return true;
  }

  @Test
  void bOutsideATransactionWaitsUntilAIsCancelledByItsLifetime() {
    deployment.advance(1_000);
    var waiting = deployment.call(() -> inc(b, 8));
    deployment.advance(58_999);
    assertThat(waiting.isDone()).isFalse();
    assertThat(value()).isZero();

    deployment.advance(1);

    assertThat(waiting.result()).isEqualTo(updated());
    assertThat(waiting.endedAt()).as("at the moment of the cancel").isEqualTo(60_000);
    var commit = deployment.call(() -> commit(a));
    commit.failedWith(ErrorCode.NO_SUCH_TRANSACTION);
    assertThat(commit.failure()).hasMessage("Transaction with { txnNumber: 2 } has been aborted.");
    assertThat(commit.failure().code().number()).isEqualTo(251);
    assertThat(commit.failure().labels())
        .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
    assertThat(value()).isEqualTo(8);
  }

  @Test
  void bOutsideATransactionIsAppliedOnTopWhenACommits() {
    var waiting = deployment.call(() -> inc(b, 8));
    deployment.advance(10_000);
    assertThat(waiting.isDone()).isFalse();

    a.commitTransaction();
    deployment.settle();

    assertThat(waiting.result()).isEqualTo(updated());
    assertThat(waiting.endedAt()).isEqualTo(10_000);
    assertThat(value()).isEqualTo(10);
  }

  @Test
  void bOutsideATransactionIsAppliedToTheOriginalWhenAAborts() {
    var waiting = deployment.call(() -> inc(b, 8));

    a.abortTransaction();
    deployment.settle();

    assertThat(waiting.result()).isEqualTo(updated());
    assertThat(value()).isEqualTo(8);
  }

  @Test
  void theWaiterIsSeenWithWhomItWaitsFor() {
    var waiting = deployment.call(() -> inc(b, 8));

    assertThat(deployment.documents().waits())
        .singleElement()
        .satisfies(
            wait -> {
              assertThat(wait.session()).isEqualTo("B");
              assertThat(wait.holders()).containsExactly("A");
              assertThat(wait.conflict().namespace()).isEqualTo("test.demo");
            });
    assertThat(deployment.status("metrics.operation.waiting")).isEqualTo(1);

    a.abortTransaction();
    deployment.settle();
    assertThat(waiting.isDone()).isTrue();
    assertThat(deployment.documents().waits()).isEmpty();
  }

  @Test
  void theCountersShowTheConflictWhenTheOperationHasEnded() {
    var waiting = deployment.call(() -> inc(b, 8));
    assertThat(deployment.status("metrics.operation.writeConflicts")).isZero();
    a.commitTransaction();
    deployment.settle();

    assertThat(waiting.isDone()).isTrue();
    assertThat(deployment.status("metrics.operation.writeConflicts")).isEqualTo(1);
    assertThat(deployment.status("transactions.totalStarted")).isEqualTo(1);
    assertThat(deployment.status("transactions.totalCommitted")).isEqualTo(1);
    assertThat(deployment.status("transactions.currentOpen")).isZero();
  }

  @Test
  void afterAFailedCommitTheSessionCanGoOnWithoutATransaction() {
    deployment.advance(60_000);
    var commit = deployment.call(() -> commit(a));
    commit.failedWith(ErrorCode.NO_SUCH_TRANSACTION);

    assertThat(inc(a, 1)).isEqualTo(updated());
    assertThat(value()).isEqualTo(1);
  }
}

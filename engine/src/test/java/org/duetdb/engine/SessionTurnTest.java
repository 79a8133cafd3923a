package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.Document;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.time.HangException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several threads on one session take turns, also in virtual time, and can be got out of it. */
final class SessionTurnTest {
  private final TestDeployment deployment = TestDeployment.virtual("transactionLifetime=0");
  private final SqlSession rival = deployment.sql("rival");
  private final SqlSession shared = deployment.sql("shared");

  @BeforeEach
  void theRivalHoldsTheDocument() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
    rival.readCommitted();
    rival.inc(1, 10);
  }

  @AfterEach
  void nothingIsLeft() {
    rival.close();
    shared.close();
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
    deployment.close();
  }

  @Test
  void theSecondThreadRunsWhenTheFirstHasEnded() {
    var first = deployment.call(() -> shared.inc(1, 1));
    var second = deployment.call(() -> shared.read(1));
    assertThat(first.isDone() || second.isDone()).isFalse();
    assertThat(second.actor().waitsFor()).isEqualTo("its turn on a session");

    rival.commit();
    deployment.settle();

    assertThat(first.result()).isEqualTo(1);
    assertThat(second.result()).isEqualTo(11);
  }

  @Test
  void anInterruptEndsTheWaitForTheTurn() {
    var first = deployment.call(() -> shared.inc(1, 1));
    var second = deployment.call(() -> shared.read(1));
    var third = deployment.call(() -> shared.read(1));

    second.actor().interrupt();
    deployment.settle();

    second.failedWith(ErrorCode.INTERRUPTED);
    assertThat(second.wasInterrupted()).isTrue();
    rival.rollback();
    deployment.settle();
    assertThat(first.result()).isEqualTo(1);
    assertThat(third.result()).isEqualTo(1);
  }

  @Test
  void aCloseEndsTheStatementUnderWayAndThoseThatWaitForTheirTurn() {
    var first = deployment.call(() -> shared.inc(1, 1));
    var second = deployment.call(() -> shared.inc(1, 1));
    var third = deployment.call(() -> shared.read(1));

    shared.close();
    deployment.settle();

    first.failedWith(ErrorCode.INTERRUPTED);
    second.failedWith(ErrorCode.ILLEGAL_OPERATION);
    third.failedWith(ErrorCode.ILLEGAL_OPERATION);
  }

  @Test
  void aRollbackWaitsForItsTurnWhateverInterruptsThereAre() {
    shared.readCommitted();
    var first = deployment.call(() -> shared.inc(1, 1));
    var rollback = deployment.call(shared::rollback);
    rollback.actor().interrupt();
    deployment.settle();
    assertThat(rollback.isDone()).isFalse();

    rival.commit();
    deployment.settle();

    assertThat(first.result()).isEqualTo(1);
    assertThat(rollback.result()).isTrue();
    assertThat(rollback.wasInterrupted()).as("the flag stays").isTrue();
    assertThat(deployment.value(1, "n")).isEqualTo(10);
  }

  @Test
  void aHangNamesWhoWaitsForATurn() {
    assertThatThrownBy(() -> deployment.time().run(() -> shared.inc(1, 1), () -> shared.inc(1, 1)))
        .isInstanceOf(HangException.class)
        .hasMessageContaining("waits for its turn on a session")
        .hasMessageContaining("waits for shared: document 1 of test.demo is claimed by rival");
  }
}

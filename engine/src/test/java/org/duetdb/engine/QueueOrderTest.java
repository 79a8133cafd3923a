package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.EngineSession.Savepoint;
import org.duetdb.api.spi.Lock;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who queues for a document is served in order, and nobody overtakes. */
final class QueueOrderTest {
  private static final int WRITERS = 64;

  private final TestDeployment deployment = TestDeployment.virtual();
  private final List<SqlSession> sessions = new ArrayList<>();
  private final List<Integer> served = new ArrayList<>();

  /** How the rival's claim goes. */
  private enum Release {
    COMMIT(SqlSession::commit),
    ABORT(SqlSession::rollback),
    CLOSE(SqlSession::close),
    ROLLBACK_TO(null),
    LIFETIME(null);

    @SuppressWarnings("ImmutableEnumChecker") // a method of the session
    final Consumer<SqlSession> how;

    Release(Consumer<SqlSession> how) {
      this.how = how;
    }
  }

  @BeforeEach
  void insert() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0).append("served", List.of()));
    deployment.demo().insertOne(new Document("_id", 2).append("n", 0));
  }

  @AfterEach
  void nothingIsLeft() {
    sessions.forEach(SqlSession::close);
    deployment.settle();
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(2));
    deployment.close();
  }

  private SqlSession open(String label) {
    var session = deployment.sql(label);
    sessions.add(session);
    return session;
  }

  private void release(SqlSession rival, Release how, Savepoint to) {
    switch (how) {
      case ROLLBACK_TO -> rival.session().rollbackTo(to);
      case LIFETIME -> deployment.advance(59_000); // of a rival that is a second older
      default -> how.how.accept(rival);
    }
    deployment.settle();
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void documentWritersAreServedInTheOrderOfTheirArrival(Release how) {
    var rival = open("rival").readCommitted();
    var savepoint = rival.session().savepoint();
    rival.inc(1, 1);
    deployment.advance(1_000);
    var calls = new ArrayList<Call<Long>>();
    for (int i = 0; i < WRITERS; i++) {
      var push = new Document("$push", new Document("served", i));
      calls.add(
          deployment.call(
              () -> deployment.demo().updateOne(new Document("_id", 1), push).modifiedCount()));
    }
    assertThat(calls).noneMatch(Call::isDone);

    release(rival, how, savepoint);

    assertThat(calls).allMatch(call -> call.result() == 1);
    var document = deployment.demo().find(new Document("_id", 1)).first().orElseThrow();
    assertThat(document.getList("served", Integer.class))
        .containsExactlyElementsOf(IntStream.range(0, WRITERS).boxed().toList());
    rival.rollback();
  }

  /** An explicit transaction that takes the document and keeps it until it is told. */
  private Call<SqlSession> take(int number) {
    var session = open("taker-" + number);
    return deployment.call(
        () -> {
          session.readCommitted();
          session.inc(1, 1);
          served.add(number);
          return session;
        });
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void transactionsTakeTheDocumentOneAfterTheOtherAndNewcomersStandBehind(Release how) {
    var rival = open("rival").readCommitted();
    var savepoint = rival.session().savepoint();
    rival.inc(1, 1);
    deployment.advance(1_000);
    var calls = new ArrayList<Call<SqlSession>>();
    for (int i = 0; i < 10; i++) {
      calls.add(take(i));
    }
    release(rival, how, savepoint);
    for (int turn = 0; turn < 20; turn++) {
      assertThat(served).hasSize(turn + 1);
      if (calls.size() < 20) {
        calls.add(take(calls.size()));
      }
      if (turn % 2 == 0) {
        calls.get(turn).result().commit();
      } else {
        calls.get(turn).result().rollback();
      }
      deployment.settle();
    }

    assertThat(served).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    rival.rollback();
  }

  @Test
  void aWaiterInTheMiddleThatIsCancelledDoesNotStallTheRest() {
    var random = new Random(11);
    var rival = open("rival").readCommitted();
    rival.inc(1, 1);
    var calls = new ArrayList<Call<SqlSession>>();
    for (int i = 0; i < 20; i++) {
      calls.add(take(i));
    }
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      if (random.nextBoolean()) {
        sessions.get(i + 1).session().cancel();
        deployment.settle();
        calls.get(i).failedWith(ErrorCode.INTERRUPTED);
      } else {
        expected.add(i);
      }
    }
    rival.commit();
    deployment.settle();
    for (int next : expected) {
      calls.get(next).result().commit();
      deployment.settle();
    }

    assertThat(served).isEqualTo(expected);
  }

  @Test
  void theFirstOfTheQueueMayBeCancelledInTheMomentItIsWoken() {
    var rival = open("rival").readCommitted();
    rival.inc(1, 1);
    var first = take(0);
    var second = take(1);

    rival.commit();
    sessions.get(1).session().cancel();
    deployment.settle();

    first.failedWith(ErrorCode.INTERRUPTED);
    assertThat(second.isDone()).isTrue();
    assertThat(served).containsExactly(1);
  }

  private Call<SqlSession> lock(int number, Lock clause) {
    var session = open("locker-" + number);
    return deployment.call(
        () -> {
          session.readCommitted();
          session.lock(1, clause);
          served.add(number);
          return session;
        });
  }

  @Test
  void sharedLocksAreGrantedTogetherAndExclusiveOnesAlone() {
    var rival = open("rival").readCommitted();
    rival.lock(1, Clause.FOR_UPDATE);
    var calls = new ArrayList<Call<SqlSession>>();
    calls.add(lock(0, Clause.FOR_SHARE));
    calls.add(lock(1, Clause.FOR_SHARE));
    calls.add(lock(2, Clause.FOR_UPDATE));
    calls.add(lock(3, Clause.FOR_SHARE));
    calls.add(lock(4, Clause.FOR_SHARE));
    calls.add(lock(5, Clause.FOR_UPDATE));

    rival.commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1);

    calls.get(1).result().commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1);
    calls.get(0).result().commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1, 2);

    calls.get(2).result().rollback();
    deployment.settle();
    assertThat(served).containsExactly(0, 1, 2, 3, 4);

    calls.get(3).result().commit();
    calls.get(4).result().commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void aNewSharedLockStandsBehindAnExclusiveOneThatWaits() {
    var holder = lock(0, Clause.FOR_SHARE).result();
    var exclusive = lock(1, Clause.FOR_UPDATE);
    var newcomer = lock(2, Clause.FOR_SHARE);
    assertThat(exclusive.isDone() || newcomer.isDone()).isFalse();

    holder.commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1);
    exclusive.result().commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1, 2);
  }

  @Test
  void whoeverHoldsASharedLockAndWantsMoreGoesBeforeTheQueue() {
    var holder = lock(0, Clause.FOR_SHARE).result();
    var other = lock(1, Clause.FOR_SHARE).result();
    var queued = lock(2, Clause.FOR_UPDATE);
    var upgrade = deployment.call(() -> holder.inc(1, 1));
    assertThat(queued.isDone() || upgrade.isDone()).isFalse();

    other.commit();
    deployment.settle();

    assertThat(upgrade.result()).isEqualTo(1);
    assertThat(queued.isDone()).isFalse();
    holder.commit();
    deployment.settle();
    assertThat(served).containsExactly(0, 1, 2);
  }
}

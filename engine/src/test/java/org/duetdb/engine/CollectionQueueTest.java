package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.Lock;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is woken in the queue of a collection, and of a document, when somebody leaves it. */
final class CollectionQueueTest {
  private static final Lock WAITING =
      new Lock(Lock.Strength.EXCLUSIVE, Optional.of(ConflictPolicy.WAIT), 0, "LOCK TABLE");

  private final TestDeployment deployment = TestDeployment.virtual();
  private final List<SqlSession> sessions = new ArrayList<>();

  @BeforeEach
  void insert() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
  }

  @AfterEach
  void nothingIsLeft() {
    sessions.forEach(SqlSession::close);
    deployment.settle();
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
    deployment.close();
  }

  private SqlSession open(String label) {
    var session = deployment.sql(label);
    sessions.add(session);
    return session;
  }

  private static boolean lockTable(SqlSession session, CollectionLock strength) {
    return session.execute(
        scope -> {
          scope.lockCollection(TestDeployment.DEMO, strength, WAITING);
          return true;
        });
  }

  private Call<Boolean> locking(SqlSession session, CollectionLock strength) {
    return deployment.call(() -> lockTable(session, strength));
  }

  @Test
  void aReaderGoesOnWhenNobodyKeepsReadersOutAnyMoreAlthoughAWriterIsAheadOfIt() {
    var holder = open("holder").readCommitted();
    lockTable(holder, CollectionLock.SHARED);
    var savepoint = holder.session().savepoint();
    lockTable(holder, CollectionLock.ACCESS_EXCLUSIVE);
    var ahead = open("ahead").readCommitted();
    var exclusive = locking(ahead, CollectionLock.EXCLUSIVE);
    var reading = deployment.call(() -> open("reader").readAll());
    assertThat(exclusive.isDone() || reading.isDone()).isFalse();

    holder.session().rollbackTo(savepoint);
    deployment.settle();

    assertThat(exclusive.isDone()).as("the holder shares the table still").isFalse();
    assertThat(reading.result()).containsExactly(0);
    holder.commit();
    deployment.settle();
    assertThat(exclusive.result()).isTrue();
  }

  @Test
  void aReaderGoesOnWhenTheWriterAheadOfItHasItsLock() {
    var holder = open("holder").readCommitted();
    lockTable(holder, CollectionLock.ACCESS_EXCLUSIVE);
    var ahead = open("ahead").readCommitted();
    var exclusive = locking(ahead, CollectionLock.EXCLUSIVE);
    var reading = deployment.call(() -> open("reader").readAll());

    holder.commit();
    deployment.settle();

    assertThat(exclusive.result()).isTrue();
    assertThat(reading.result()).as("EXCLUSIVE does not keep readers out").containsExactly(0);
  }

  @Test
  void aReaderGoesOnWhenTheWaiterAheadOfItGoesAway() {
    for (boolean cancelled : new boolean[] {true, false}) {
      var sharing = open("sharing").readCommitted();
      lockTable(sharing, CollectionLock.SHARED);
      var savepoint = sharing.session().savepoint();
      lockTable(sharing, CollectionLock.ACCESS_EXCLUSIVE);
      var ahead = open("ahead").withLockTimeout(1_000).readCommitted();
      var exclusive = locking(ahead, CollectionLock.ACCESS_EXCLUSIVE);
      var reading = deployment.call(() -> open("reader").readAll());
      if (cancelled) {
        ahead.session().cancel();
      }
      sharing.session().rollbackTo(savepoint);
      deployment.advance(1_000);

      exclusive.failedWith(cancelled ? ErrorCode.INTERRUPTED : ErrorCode.LOCK_TIMEOUT);
      assertThat(reading.result()).containsExactly(0);
      sharing.commit();
      ahead.rollback();
    }
  }

  @Test
  void aReaderInFrontIsInNobodysWay() {
    var holder = open("holder").readCommitted();
    lockTable(holder, CollectionLock.ACCESS_EXCLUSIVE);
    var reading = deployment.call(() -> open("reader").readAll());
    var writing = deployment.call(() -> open("writer").inc(1, 1));

    holder.commit();
    deployment.settle();

    assertThat(writing.result()).isEqualTo(1);
    assertThat(reading.isDone()).isTrue();
  }

  @Test
  void sharedClaimsBehindAnExclusiveWaiterThatGivesUpAreGrantedTogether() {
    var holder = open("holder").readCommitted();
    holder.lock(1, Clause.FOR_SHARE);
    var impatient = open("impatient").withLockTimeout(1_000).readCommitted();
    var exclusive = deployment.call(() -> impatient.inc(1, 1));
    var shared = new ArrayList<Call<List<Integer>>>();
    for (int i = 0; i < 3; i++) {
      var session = open("sharer-" + i).readCommitted();
      shared.add(deployment.call(() -> session.lock(1, Clause.FOR_SHARE)));
    }
    assertThat(shared).noneMatch(Call::isDone);

    deployment.advance(1_000);

    exclusive.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(shared).allMatch(call -> call.result().equals(List.of(0)));
    assertThat(shared).allMatch(call -> call.endedAt() == 1_000);
  }

  @Test
  void whoeverCannotTryYetIsNotWoken() {
    var first = open("first").readCommitted();
    first.lock(1, Clause.FOR_SHARE);
    var second = open("second").readCommitted();
    second.lock(1, Clause.FOR_SHARE);
    var writer = open("writer").readCommitted();
    var waiting = deployment.call(() -> writer.inc(1, 1));

    first.commit();
    deployment.settle();
    second.commit();
    deployment.settle();

    assertThat(waiting.result()).isEqualTo(1);
    assertThat(deployment.status("metrics.operation.statementRestarts")).isEqualTo(1);
  }

  @Test
  void skippingDoesNotIgnoreALockOnTheWholeCollection() {
    var holder = open("holder").readCommitted();
    lockTable(holder, CollectionLock.EXCLUSIVE);
    var skipping = open("skipping").with(ConflictPolicy.SKIP);
    var writing = deployment.call(() -> skipping.inc(1, 1));
    assertThat(writing.isDone()).isFalse();
    holder.commit();
    deployment.settle();
    assertThat(writing.result()).isEqualTo(1);
  }

  @Test
  void theFactsOfAConflictAboutACollectionNameTheCollection() {
    var holder = open("holder").readCommitted();
    lockTable(holder, CollectionLock.EXCLUSIVE);
    var failing = open("failing").with(ConflictPolicy.NOWAIT).readCommitted();
    var failed = deployment.call(() -> failing.inc(1, 1));

    failed.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(((WriteConflictException) failed.failure()).conflict())
        .satisfies(
            facts -> {
              assertThat(facts.document()).isEmpty();
              assertThat(facts.describe())
                  .startsWith(
                      "collection test.demo is claimed by holder (test) since 2025-07-23T10")
                  .endsWith("decided by conflict policy NOWAIT");
            });
  }

  @Test
  void whoeverIsBehindAQueueIsToldWhoIsAheadOfIt() {
    var holder = open("holder").readCommitted();
    holder.lock(1, Clause.FOR_SHARE);
    var ahead = open("ahead");
    var waiting = deployment.call(() -> ahead.inc(1, 1));
    var failing = open("failing").readCommitted();
    var failed =
        deployment.call(
            () ->
                failing.lock(
                    1,
                    new Lock(
                        Lock.Strength.SHARED,
                        Optional.of(ConflictPolicy.NOWAIT),
                        0,
                        "FOR SHARE NOWAIT")));

    failed.failedWith(ErrorCode.LOCK_TIMEOUT);
    assertThat(failed.failure())
        .hasMessageContaining("document 1 of test.demo is claimed by ahead (test) since 2025")
        .hasMessageContaining("decided by clause FOR SHARE NOWAIT");
    holder.commit();
    deployment.settle();
    assertThat(waiting.result()).isEqualTo(1);
  }
}

package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Namespace;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every conflict error names the document, the holder, its statement, since when, and why. */
final class ConflictFactsTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private SqlSession a;
  private SqlSession b;

  @BeforeEach
  void twoSessions() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
    deployment.demo().insertOne(new Document("_id", 2).append("n", 0));
    a = deployment.sql("A");
    b = deployment.sql("B");
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    deployment.close();
  }

  private static Conflict facts(Call<?> failed, ErrorCode code) {
    failed.failedWith(code);
    assertThat(failed.failure()).isInstanceOf(WriteConflictException.class);
    return ((WriteConflictException) failed.failure()).conflict();
  }

  private void assertHeldByA(Conflict facts, String document, String decidedBy) {
    assertThat(facts)
        .isEqualTo(
            new Conflict(
                "test.demo",
                document,
                Optional.of("A"),
                Optional.of("test"),
                facts.since(),
                false,
                decidedBy));
    assertThat(facts.since()).contains(deployment.time().now());
  }

  @Test
  void anUncommittedRival() {
    a.repeatableRead().inc(1, 1);
    b.repeatableRead();
    var failed = deployment.call(() -> b.inc(1, 1));

    assertHeldByA(facts(failed, ErrorCode.WRITE_CONFLICT), "1", "level REPEATABLE READ");
    assertThat(failed.failure())
        .hasMessageContaining("document 1 of test.demo is claimed by A (test) since 2025-07-23")
        .hasMessageContaining("decided by level REPEATABLE READ")
        .hasMessageContaining("rolled back; run it again");
  }

  @Test
  void aRivalThatHasCommittedAfterTheSnapshot() {
    b.repeatableRead();
    b.read(2);
    a.repeatableRead().inc(1, 1);
    a.commit();
    var facts = facts(deployment.call(() -> b.inc(1, 1)), ErrorCode.WRITE_CONFLICT);

    assertThat(facts.holder()).contains("A");
    assertThat(facts.describe())
        .isEqualTo(
            "document 1 of test.demo was committed after the snapshot by A (test), begun "
                + facts.since().orElseThrow()
                + "; decided by level REPEATABLE READ");
  }

  @Test
  void aWriteOfADocumentOutsideTransactionsAfterTheSnapshot() {
    b.repeatableRead();
    b.read(2);
    deployment.demo().updateOne(new Document("_id", 1), new Document("$inc", new Document("n", 1)));
    var facts = facts(deployment.call(() -> b.inc(1, 1)), ErrorCode.WRITE_CONFLICT);

    assertThat(facts.holder()).isEmpty();
    assertThat(facts.describe())
        .isEqualTo(
            "document 1 of test.demo was committed after the snapshot; decided by level REPEATABLE"
                + " READ");
  }

  @Test
  void onlySoManyCommittersAreRemembered() {
    b.repeatableRead();
    b.read(2);
    for (int commit = 0; commit < 1_024; commit++) {
      a.repeatableRead().inc(commit == 0 ? 1 : 2, 1);
      a.commit();
    }
    assertThat(facts(deployment.call(() -> b.inc(1, 1)), ErrorCode.WRITE_CONFLICT).holder())
        .contains("A");

    b.rollback();
    b.repeatableRead();
    b.read(2);
    for (int commit = 0; commit < 1_025; commit++) {
      a.repeatableRead().inc(commit == 0 ? 1 : 2, 1);
      a.commit();
    }
    assertThat(facts(deployment.call(() -> b.inc(1, 1)), ErrorCode.WRITE_CONFLICT).holder())
        .isEmpty();
  }

  @Test
  void theKeyOfAnInsert() {
    a.repeatableRead().insert(7, 0);
    b.repeatableRead();

    assertHeldByA(
        facts(deployment.call(() -> b.insert(7, 0)), ErrorCode.WRITE_CONFLICT),
        "7",
        "level REPEATABLE READ");
  }

  @Test
  void thePolicyAndTheClauseThatHaveDecided() {
    a.readCommitted().inc(1, 1);
    var failing = b.with(ConflictPolicy.FAIL);
    assertHeldByA(
        facts(deployment.call(() -> failing.inc(1, 1)), ErrorCode.WRITE_CONFLICT),
        "1",
        "conflict policy FAIL");
    b.readCommitted();
    assertHeldByA(
        facts(deployment.call(() -> b.lock(1, Clause.NOWAIT)), ErrorCode.LOCK_TIMEOUT),
        "1",
        "clause FOR UPDATE NOWAIT");
  }

  @Test
  void aDeadlock() {
    a.readCommitted().inc(1, 1);
    b.readCommitted().inc(2, 1);
    var waiting = deployment.call(() -> a.inc(2, 1));
    assertThat(waiting.isDone()).isFalse();

    assertHeldByA(
        facts(deployment.call(() -> b.inc(1, 1)), ErrorCode.DEADLOCK), "1", "level READ COMMITTED");
  }

  @Test
  void theDefinitionOfACollection() {
    var other = CollectionDescriptor.schemaless(new Namespace("test", "other"));
    a.repeatableRead()
        .execute(
            scope -> {
              scope.createCollection(other);
              return true;
            });
    b.repeatableRead();
    var failed =
        deployment.call(
            () ->
                b.execute(
                    scope -> {
                      scope.createCollection(other);
                      return true;
                    }));

    assertThat(facts(failed, ErrorCode.WRITE_CONFLICT).describe())
        .startsWith("collection test.other is claimed by A (test) since 2025-07-23")
        .endsWith("decided by level REPEATABLE READ");
  }

  @Test
  void whatASerializableTransactionHasReadAndAnotherWritten() {
    a.begin(IsolationLevel.SERIALIZABLE);
    b.begin(IsolationLevel.SERIALIZABLE);
    assertThat(a.read(1) + a.read(2) + b.read(1) + b.read(2)).isZero();
    a.inc(1, 1);
    b.inc(2, 1);
    a.commit();
    var failed = deployment.call(b::commit);

    assertHeldByA(facts(failed, ErrorCode.SERIALIZATION_FAILURE), "1", "level SERIALIZABLE");
    assertThat(failed.failure())
        .hasMessageContaining("document 1 of test.demo is also used by A (test) since 2025-07-23")
        .hasMessageContaining("rolled back; run it again");
  }

  @Test
  void aPhantomThatASerializableTransactionHasLookedFor() {
    a.begin(IsolationLevel.SERIALIZABLE);
    b.begin(IsolationLevel.SERIALIZABLE);
    assertThat(a.readAll()).hasSize(2);
    assertThat(b.readAll()).hasSize(2);
    a.insert(8, 0);
    a.commit();
    var failed = deployment.call(() -> b.insert(9, 0));

    var facts = facts(failed, ErrorCode.SERIALIZATION_FAILURE);
    assertHeldByA(facts, facts.document(), "level SERIALIZABLE");
    assertThat(facts.document()).isIn("8", "9");
  }
}

package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.count;
import static org.duetdb.sql.SqlFixture.script;
import static org.duetdb.sql.SqlFixture.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.EngineSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private SqlFixture fixture;
  private SqlSession one;
  private SqlSession two;

  @BeforeEach
  void open() {
    fixture = SqlFixture.open();
    one = fixture.session();
    two = fixture.session();
    script(
        one,
        "CREATE TABLE demo (id INT PRIMARY KEY, value INT)",
        "INSERT INTO demo VALUES (1, 10), (2, 20), (3, 30)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static int valueOf(SqlSession session, int id) {
    return (Integer) value(session, "SELECT value FROM demo WHERE id = ?", id);
  }

  @Test
  void textAndMethodsChangeTheSameState() {
    script(one, "BEGIN");
    assertThat(one.transactionStatus()).isEqualTo(TransactionStatus.OPEN);
    one.rollback();
    assertThat(one.transactionStatus()).isEqualTo(TransactionStatus.NONE);

    one.begin();
    script(one, "COMMIT");
    assertThat(one.engineSession().state()).isEqualTo(EngineSession.State.AUTOCOMMIT);

    one.autocommit(false);
    script(one, "UPDATE demo SET value = 11 WHERE id = 1");
    assertThat(one.transactionStatus()).isEqualTo(TransactionStatus.OPEN);
    assertThat(valueOf(two, 1)).isEqualTo(10);
    one.autocommit(true);
    assertThat(valueOf(two, 1)).isEqualTo(11);
  }

  @Test
  void levelsAreChosenByTextAndByMethod() {
    one.isolation(IsolationLevel.REPEATABLE_READ);
    assertThat(value(one, "SHOW transaction_isolation")).isEqualTo("repeatable read");
    script(one, "BEGIN ISOLATION LEVEL READ COMMITTED");
    assertThat(one.isolation()).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThatThrownBy(() -> one.isolation(IsolationLevel.REPEATABLE_READ))
        .satisfies(
            e -> assertThat(((SqlFailure) e).state()).isEqualTo(SqlState.ACTIVE_TRANSACTION));
    script(one, "COMMIT");
    assertThat(one.isolation()).isEqualTo(IsolationLevel.REPEATABLE_READ);
  }

  @Test
  void setTransactionCountsForTheTransactionAtHandOrTheNext() {
    script(one, "BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    assertThat(one.isolation()).isEqualTo(IsolationLevel.REPEATABLE_READ);
    assertThat(valueOf(one, 1)).isEqualTo(10);
    script(two, "UPDATE demo SET value = 99 WHERE id = 1");
    assertThat(valueOf(one, 1)).isEqualTo(10);
    assertFails(SqlState.ACTIVE_TRANSACTION, one, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    script(one, "COMMIT");
    assertThat(valueOf(one, 1)).isEqualTo(99);
    assertThat(one.isolation()).isEqualTo(IsolationLevel.READ_COMMITTED);

    script(one, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "BEGIN");
    assertThat(one.isolation()).isEqualTo(IsolationLevel.REPEATABLE_READ);
  }

  @Test
  void readCommittedSeesEachCommitAndRepeatableReadDoesNot() {
    script(one, "BEGIN");
    assertThat(valueOf(one, 1)).isEqualTo(10);
    script(two, "UPDATE demo SET value = 11 WHERE id = 1");
    assertThat(valueOf(one, 1)).isEqualTo(11);
    script(one, "COMMIT", "BEGIN ISOLATION LEVEL REPEATABLE READ");
    assertThat(valueOf(one, 1)).isEqualTo(11);
    script(two, "UPDATE demo SET value = 12 WHERE id = 1");
    assertThat(valueOf(one, 1)).isEqualTo(11);
  }

  @Test
  void aFailedStatementIsUndoneAndTheTransactionLivesOn() {
    script(one, "BEGIN", "UPDATE demo SET value = 11 WHERE id = 1");
    assertFails(SqlState.UNIQUE_VIOLATION, one, "INSERT INTO demo VALUES (7, 1), (1, 1)");
    assertFails(SqlState.UNDEFINED_TABLE, one, "SELECT * FROM nosuch");
    script(one, "COMMIT");

    assertThat(column(one, "SELECT value FROM demo")).containsExactly(11, 20, 30);
  }

  @Test
  void errorModeTransactionMakesEveryErrorFatal() {
    script(one, "SET error_mode = transaction", "BEGIN", "UPDATE demo SET value = 0 WHERE id = 1");
    assertFails(SqlState.UNDEFINED_TABLE, one, "SELECT * FROM nosuch");
    assertThat(one.transactionStatus()).isEqualTo(TransactionStatus.FAILED);
    assertFails(SqlState.IN_FAILED_TRANSACTION, one, "SELECT 1");
    script(one, "ROLLBACK");
    assertThat(valueOf(one, 1)).isEqualTo(10);
  }

  @Test
  void afterAConflictOnlyRollbackIsLeftAndCommitSaysSo() {
    script(one, "BEGIN ISOLATION LEVEL REPEATABLE READ");
    assertThat(valueOf(one, 1)).isEqualTo(10);
    script(two, "UPDATE demo SET value = 11 WHERE id = 1");
    assertFails(SqlState.SERIALIZATION_FAILURE, one, "UPDATE demo SET value = 12 WHERE id = 1");
    assertFails(SqlState.IN_FAILED_TRANSACTION, one, "SELECT 1");
    assertFails(SqlState.IN_FAILED_TRANSACTION, one, "COMMIT");
    assertFails(SqlState.IN_FAILED_TRANSACTION, one, "SHOW lock_timeout");
    one.rollback();
    assertThat(valueOf(one, 1)).isEqualTo(11);
  }

  @Test
  void repeatableReadFailsAtOnceOnAnUncommittedRival() {
    script(one, "BEGIN", "UPDATE demo SET value = 11 WHERE id = 1");
    script(two, "BEGIN ISOLATION LEVEL REPEATABLE READ");
    assertFails(SqlState.SERIALIZATION_FAILURE, two, "UPDATE demo SET value = 12 WHERE id = 1");
  }

  @Test
  void autocommitWaitsForARivalAndThenSucceeds() throws InterruptedException {
    List<String> events = new ArrayList<>();
    fixture
        .time()
        .run(
            () -> {
              script(one, "BEGIN", "UPDATE demo SET value = value + 2 WHERE id = 1");
              sleep(100);
              events.add("commit");
              script(one, "COMMIT");
            },
            () -> {
              sleep(10);
              events.add("update");
              count(two, "UPDATE demo SET value = value + 8 WHERE id = 1");
              events.add("updated");
            });

    assertThat(events).containsExactly("update", "commit", "updated");
    assertThat(valueOf(one, 1)).isEqualTo(20);
  }

  @Test
  void conflictPolicyFailMakesReadCommittedFailToo() {
    script(one, "BEGIN", "UPDATE demo SET value = 11 WHERE id = 1");
    script(two, "SET conflict_policy = fail");
    assertFails(SqlState.SERIALIZATION_FAILURE, two, "UPDATE demo SET value = 12 WHERE id = 1");
    script(two, "SET conflict_policy TO DEFAULT");
    assertThat(two.variable("conflict_policy")).isEqualTo("default");
  }

  @Test
  void readOnlyRefusesWritesAndLocksInAndOutOfTransactions() {
    script(one, "BEGIN READ ONLY");
    assertFails(SqlState.READ_ONLY_TRANSACTION, one, "DELETE FROM demo");
    assertFails(SqlState.READ_ONLY_TRANSACTION, one, "SELECT * FROM demo FOR UPDATE");
    assertFails(SqlState.READ_ONLY_TRANSACTION, one, "DROP TABLE demo");
    assertThat(valueOf(one, 1)).isEqualTo(10);
    script(one, "COMMIT");

    one.readOnly(true);
    assertFails(SqlState.READ_ONLY_TRANSACTION, one, "INSERT INTO demo VALUES (9, 9)");
    one.readOnly(false);
    script(one, "INSERT INTO demo VALUES (9, 9)");
  }

  @Test
  void savepointsNeedATransaction() {
    assertFails(SqlState.NO_ACTIVE_TRANSACTION, one, "SAVEPOINT a");
    assertFails(SqlState.NO_ACTIVE_TRANSACTION, one, "ROLLBACK TO a");
    script(one, "BEGIN");
    assertFails(SqlState.NO_SUCH_SAVEPOINT, one, "ROLLBACK TO a");
    assertFails(SqlState.ACTIVE_TRANSACTION, one, "BEGIN");
  }

  @Test
  void rollbackToASavepointUndoesWhatCameAfterIt() {
    script(
        one,
        "BEGIN",
        "UPDATE demo SET value = 1 WHERE id = 1",
        "SAVEPOINT a",
        "UPDATE demo SET value = 2 WHERE id = 1",
        "SAVEPOINT b",
        "UPDATE demo SET value = 3 WHERE id = 1",
        "ROLLBACK TO A");
    assertThat(valueOf(one, 1)).isEqualTo(1);
    assertFails(SqlState.NO_SUCH_SAVEPOINT, one, "RELEASE b");
    script(one, "ROLLBACK TO SAVEPOINT a", "RELEASE SAVEPOINT a", "COMMIT");
    assertThat(valueOf(two, 1)).isEqualTo(1);
  }

  @Test
  void theCatalogIsPartOfTheTransaction() {
    script(one, "BEGIN", "CREATE TABLE fresh (id INT PRIMARY KEY)", "INSERT INTO fresh VALUES (1)");
    assertThat(column(one, "SELECT id FROM fresh")).containsExactly(1);
    assertFails(SqlState.UNDEFINED_TABLE, two, "SELECT * FROM fresh");
    script(one, "ROLLBACK");
    assertFails(SqlState.UNDEFINED_TABLE, one, "SELECT * FROM fresh");
  }

  @Test
  void aPreparedStatementFollowsTheTable() {
    PreparedSql query = one.prepare("SELECT * FROM demo");
    script(
        two,
        "DROP TABLE demo",
        "CREATE TABLE demo (other VARCHAR(3) PRIMARY KEY)",
        "INSERT INTO demo VALUES ('x')");

    try (var rows = (SqlRows) query.execute(new Object[0], ExecutionOptions.DEFAULT)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.value(0)).isEqualTo("x");
    }
    assertThat(query.columns()).extracting(SqlColumn::label).containsExactly("other");
  }

  @Test
  void setLocalEndsWithTheTransaction() {
    script(one, "SET lock_timeout = 100", "BEGIN", "SET LOCAL lock_timeout = 200");
    assertThat(one.variable("lock_timeout")).isEqualTo("200");
    script(one, "COMMIT");
    assertThat(one.variable("lock_timeout")).isEqualTo("100");
  }

  @Test
  void unknownSettingsAndValuesAreRefused() {
    assertFails(SqlState.UNDEFINED_OBJECT, one, "SET nosuch = 1");
    assertFails(SqlState.UNDEFINED_OBJECT, one, "SHOW nosuch");
    assertFails(SqlState.INVALID_PARAMETER_VALUE, one, "SET conflict_policy = maybe");
    assertFails(SqlState.INVALID_PARAMETER_VALUE, one, "SET lock_timeout = 'soon'");
    assertFails(SqlState.INVALID_PARAMETER_VALUE, one, "SET transaction_isolation = 'chaos'");
  }

  @Test
  void aStatementTimeoutEndsAWait() throws InterruptedException {
    script(one, "BEGIN", "UPDATE demo SET value = 0 WHERE id = 1");
    script(two, "SET statement_timeout = 500");
    fixture
        .time()
        .run(
            () ->
                assertFails(
                    SqlState.QUERY_CANCELED, two, "UPDATE demo SET value = 1 WHERE id = 1"));
    var options = ExecutionOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
    script(two, "SET statement_timeout = 0");
    fixture
        .time()
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            two.prepare("DELETE FROM demo WHERE id = 1")
                                .execute(new Object[0], options))
                    .satisfies(
                        e ->
                            assertThat(SqlStates.of((RuntimeException) e))
                                .isEqualTo(SqlState.QUERY_CANCELED)));
  }

  @Test
  void anotherThreadCanCancelAWait() throws InterruptedException {
    script(one, "BEGIN", "UPDATE demo SET value = 0 WHERE id = 1");
    fixture
        .time()
        .run(
            () -> {
              assertFails(SqlState.QUERY_CANCELED, two, "UPDATE demo SET value = 1 WHERE id = 1");
              assertThat(column(two, "SELECT 1")).containsExactly(1);
            },
            () -> {
              sleep(50);
              two.cancel();
            });
  }

  @Test
  void shutdownEndsEverySession() {
    script(one, "SHUTDOWN");
    assertThat(two.closed()).isTrue();
    assertFails(SqlState.ADMIN_SHUTDOWN, two, "SELECT 1");
  }

  @Test
  void aClosedSessionIsRefused() {
    script(one, "BEGIN", "UPDATE demo SET value = 0 WHERE id = 1");
    one.close();
    one.close();
    assertThat(one.closed()).isTrue();
    assertThat(valueOf(two, 1)).isEqualTo(10);
    assertFails(SqlState.CONNECTION_DOES_NOT_EXIST, one, "SELECT 1");
  }

  private void sleep(long millis) {
    try {
      fixture.time().sleep(Duration.ofMillis(millis));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

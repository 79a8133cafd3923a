package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demonstration of the first seed and its surroundings, as a JDBC application sees them. */
class ConflictTest {
  private final TestDatabase database = new TestDatabase();
  private Connection a;
  private Connection b;

  @BeforeEach
  void createRowAndConnect() throws SQLException {
    database.run(
        "CREATE TABLE demo (id VARCHAR(10) PRIMARY KEY, amount INTEGER NOT NULL)",
        "INSERT INTO demo VALUES ('x', 0), ('y', 0)");
    a = database.connect("label=A");
    b = database.connect("label=B");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void add(Connection connection, int amount) throws SQLException {
    try (var update =
        connection.prepareStatement("UPDATE demo SET amount = amount + ? WHERE id = 'x'")) {
      update.setInt(1, amount);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private String amount() throws SQLException {
    return database.query("SELECT amount FROM demo WHERE id = 'x'").get(0);
  }

  private void begin(Connection connection, int level) throws SQLException {
    connection.setTransactionIsolation(level);
    connection.setAutoCommit(false);
  }

  private static <T extends SQLException> T failure(Class<T> type, ThrowingCallable code) {
    return catchThrowableOfType(type, code);
  }

  @Test
  void atRepeatableReadTheSecondWriterFailsAtOnce() throws SQLException {
    begin(a, Connection.TRANSACTION_REPEATABLE_READ);
    begin(b, Connection.TRANSACTION_REPEATABLE_READ);
    add(a, 2);

    var conflict = failure(WriteConflictSQLException.class, () -> add(b, 4));

    assertThat(conflict.getSQLState()).isEqualTo("40001");
    assertThat(conflict.getErrorCode()).isEqualTo(112);
    assertThat(conflict.transactionIsDead()).isTrue();
    assertThat(conflict.conflict())
        .hasValueSatisfying(
            facts -> {
              assertThat(facts.namespace()).isEqualTo("test.demo");
              assertThat(facts.document()).contains("x");
              assertThat(facts.holder()).hasValueSatisfying(who -> assertThat(who).contains("A"));
            });
    assertThat(database.time().nanoTime()).isZero();
  }

  @Test
  void afterAConflictEverythingButRollbackIsRefused() throws SQLException {
    begin(a, Connection.TRANSACTION_REPEATABLE_READ);
    begin(b, Connection.TRANSACTION_REPEATABLE_READ);
    add(a, 2);
    failure(WriteConflictSQLException.class, () -> add(b, 4));

    var statement =
        failure(
            SQLNonTransientException.class, () -> TestDatabase.query(b, "SELECT amount FROM demo"));
    var commit = failure(SQLNonTransientException.class, b::commit);

    assertThat(statement.getSQLState()).isEqualTo("25P02");
    assertThat(commit.getSQLState()).isEqualTo("25P02");
    assertThat(commit.getErrorCode()).isEqualTo(251);
    b.rollback();
    assertThat(TestDatabase.query(b, "SELECT amount FROM demo WHERE id = 'x'"))
        .containsExactly("0");
  }

  @Test
  void autocommitWaitsAndAddsToWhatTheOtherHasCommitted() throws Exception {
    begin(a, Connection.TRANSACTION_REPEATABLE_READ);
    add(a, 2);

    var waiting = database.start(() -> add(b, 8));
    assertThat(waiting.waits()).isTrue();
    a.commit();
    database.time().settle();

    waiting.succeeded();
    assertThat(amount()).isEqualTo("10");
  }

  @Test
  void atReadCommittedTheSecondWriterWaitsAndItsStatementRunsAgain() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    begin(b, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);

    var waiting = database.start(() -> add(b, 4));
    assertThat(waiting.waits()).isTrue();
    a.commit();
    database.time().settle();
    waiting.succeeded();
    b.commit();

    assertThat(amount()).isEqualTo("6");
  }

  @Test
  void aTransactionEndsWithItsLifetimeAndTheWaiterGoesOn() throws Exception {
    begin(a, Connection.TRANSACTION_REPEATABLE_READ);
    add(a, 2);
    var waiting = database.start(() -> add(b, 8));

    database.time().advance(Duration.ofMillis(59_999));
    assertThat(waiting.waits()).isTrue();
    database.time().advance(Duration.ofMillis(1));

    waiting.succeeded();
    assertThat(amount()).isEqualTo("8");
    var first = failure(TransactionCancelledSQLException.class, a::commit);
    assertThat(first.getSQLState()).isEqualTo("40000");
    assertThat(first.getErrorCode()).isEqualTo(251);
    var second = failure(SQLNonTransientException.class, a::commit);
    assertThat(second.getSQLState()).isEqualTo("25P02");
    a.rollback();
    assertThat(a.isValid(1)).isTrue();
  }

  @Test
  void theConflictPolicyOfTheUrlLetsRepeatableReadWait() throws Exception {
    try (var c = database.connect("conflict_policy=wait&transaction_isolation=REPEATABLE%20READ")) {
      c.setAutoCommit(false);
      begin(a, Connection.TRANSACTION_REPEATABLE_READ);
      add(a, 2);

      var waiting = database.start(() -> add(c, 4));
      assertThat(waiting.waits()).isTrue();
      a.commit();
      database.time().settle();

      assertThat((Throwable) waiting.failure()).isInstanceOf(WriteConflictSQLException.class);
    }
  }

  @Test
  void withPolicyFailAutocommitFailsToo() throws SQLException {
    try (var c = database.connect("conflict_policy=fail")) {
      begin(a, Connection.TRANSACTION_READ_COMMITTED);
      add(a, 2);

      var conflict = failure(WriteConflictSQLException.class, () -> add(c, 4));

      assertThat(conflict.getSQLState()).isEqualTo("40001");
    }
  }

  @Test
  void noWaitFailsAtOnceAndTheTransactionLivesOn() throws SQLException {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    begin(b, Connection.TRANSACTION_READ_COMMITTED);
    TestDatabase.query(a, "SELECT * FROM demo WHERE id = 'x' FOR UPDATE");

    var refused =
        failure(
            LockNotAvailableSQLException.class,
            () -> TestDatabase.query(b, "SELECT * FROM demo WHERE id = 'x' FOR UPDATE NOWAIT"));

    assertThat(refused.getSQLState()).isEqualTo("55P03");
    assertThat(refused.getErrorCode()).isEqualTo(24);
    assertThat(refused.transactionIsDead()).isFalse();
    assertThat(TestDatabase.query(b, "SELECT id FROM demo WHERE id = 'y' FOR UPDATE NOWAIT"))
        .containsExactly("y");
    b.commit();
  }

  @Test
  void skipLockedLeavesTheRowOut() throws SQLException {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    begin(b, Connection.TRANSACTION_READ_COMMITTED);
    TestDatabase.query(a, "SELECT * FROM demo WHERE id = 'x' FOR UPDATE");

    assertThat(TestDatabase.query(b, "SELECT id FROM demo FOR UPDATE SKIP LOCKED"))
        .containsExactly("y");
  }

  @Test
  void theLockTimeoutOfTheUrlBoundsAWait() throws Exception {
    try (var c = database.connect("lock_timeout=2000")) {
      begin(a, Connection.TRANSACTION_READ_COMMITTED);
      add(a, 2);
      var waiting = database.start(() -> add(c, 4));

      database.time().advance(Duration.ofMillis(1_999));
      assertThat(waiting.waits()).isTrue();
      database.time().advance(Duration.ofMillis(1));

      assertThat((Throwable) waiting.failure()).isInstanceOf(LockNotAvailableSQLException.class);
    }
  }

  @Test
  void theQueryTimeoutEndsAWaitInTheTimeOfTheDeployment() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    try (var statement = b.createStatement()) {
      statement.setQueryTimeout(3);
      var waiting = database.start(() -> statement.executeUpdate("UPDATE demo SET amount = 1"));

      database.time().advance(Duration.ofMillis(2_999));
      assertThat(waiting.waits()).isTrue();
      database.time().advance(Duration.ofMillis(1));

      var timeout = waiting.failure();
      assertThat((Throwable) timeout).isInstanceOf(SQLTimeoutException.class);
      assertThat(timeout.getSQLState()).isEqualTo("57014");
      assertThat(timeout.getErrorCode()).isEqualTo(50);
    }
  }

  @Test
  void cancelEndsAWaitWithoutAnyTimePassing() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    try (var statement = b.createStatement()) {
      var waiting = database.start(() -> statement.executeUpdate("UPDATE demo SET amount = 1"));

      statement.cancel();
      database.time().settle();

      var cancelled = waiting.failure();
      assertThat((Throwable) cancelled).isExactlyInstanceOf(SQLException.class);
      assertThat(cancelled.getSQLState()).isEqualTo("57014");
      assertThat(cancelled.getErrorCode()).isEqualTo(11601);
      assertThat(database.time().nanoTime()).isZero();
      assertThat(statement.executeUpdate("UPDATE demo SET amount = 1 WHERE id = 'y'")).isEqualTo(1);
    }
  }

  @Test
  void cancelOfAnIdleStatementDoesNotHitAnotherOneThatRuns() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    try (var idle = b.createStatement()) {
      var waiting = database.start(() -> add(b, 4));

      idle.cancel();
      database.time().settle();

      assertThat(waiting.waits()).isTrue();
      a.commit();
      database.time().settle();
      waiting.succeeded();
    }
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    var waiting = database.start(() -> add(b, 4));

    waiting.interrupt(database.time());

    assertThat(waiting.failure().getSQLState()).isEqualTo("57014");
  }

  @Test
  void closingTheConnectionEndsAWaitOfAnotherThread() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    var waiting = database.start(() -> add(b, 4));

    database.start(b::close).succeeded();

    assertThat(waiting.failure().getSQLState()).isEqualTo("57014");
    assertThat(b.isClosed()).isTrue();
    a.commit();
    assertThat(amount()).isEqualTo("2");
  }

  @Test
  void abortEndsAWaitOfAnotherThread() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    var waiting = database.start(() -> add(b, 4));

    database.start(() -> b.abort(Runnable::run)).succeeded();

    assertThat(waiting.failure().getSQLState()).isEqualTo("57014");
    assertThat(b.isClosed()).isTrue();
  }

  @Test
  void aCycleOfWaitsIsADeadlockForTheOneThatClosesIt() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    begin(b, Connection.TRANSACTION_READ_COMMITTED);
    TestDatabase.run(a, "UPDATE demo SET amount = 1 WHERE id = 'x'");
    TestDatabase.run(b, "UPDATE demo SET amount = 1 WHERE id = 'y'");
    var waiting =
        database.start(() -> TestDatabase.run(a, "UPDATE demo SET amount = 2 WHERE id = 'y'"));

    var deadlock =
        failure(
            DeadlockSQLException.class,
            () -> TestDatabase.run(b, "UPDATE demo SET amount = 2 WHERE id = 'x'"));
    database.time().settle();

    assertThat(deadlock.getSQLState()).isEqualTo("40P01");
    waiting.succeeded();
  }

  @Test
  void twoThreadsOnOneConnectionTakeTurns() throws Exception {
    begin(a, Connection.TRANSACTION_READ_COMMITTED);
    add(a, 2);
    var first = database.start(() -> add(b, 4));
    var second = database.start(() -> add(b, 8));
    assertThat(first.waits()).isTrue();
    assertThat(second.waits()).isTrue();

    a.commit();
    database.time().settle();

    first.succeeded();
    second.succeeded();
    assertThat(amount()).isEqualTo("14");
  }
}

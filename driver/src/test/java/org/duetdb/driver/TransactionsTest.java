package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private final TestDatabase database = new TestDatabase();

  @BeforeEach
  void createRow() throws SQLException {
    database.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER)", "INSERT INTO t VALUES (1, 0)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static int add(Connection connection, int amount) throws SQLException {
    try (var update =
        connection.prepareStatement("UPDATE t SET amount = amount + ? WHERE id = 1")) {
      update.setInt(1, amount);
      return update.executeUpdate();
    }
  }

  @Test
  void theWorkIsCommittedAndItsResultReturned() throws SQLException {
    try (var connection = database.connect()) {
      int count = Transactions.withTransaction(connection, c -> add(c, 5));

      assertThat(count).isEqualTo(1);
      assertThat(connection.getAutoCommit()).isTrue();
    }
    assertThat(database.query("SELECT amount FROM t")).containsExactly("5");
  }

  @Test
  void aConflictRunsTheWorkAgain() throws Exception {
    try (var holder = database.connect();
        var other = database.connect("transaction_isolation=REPEATABLE%20READ")) {
      holder.setAutoCommit(false);
      add(holder, 1);
      var attempts = new AtomicInteger();

      var pending =
          database.start(
              () ->
                  Transactions.withTransaction(
                      other,
                      c -> {
                        attempts.incrementAndGet();
                        return add(c, 5);
                      }));
      assertThat(pending.waits()).isTrue();
      holder.commit();
      database.time().advance(java.time.Duration.ofSeconds(1));

      pending.succeeded();
      assertThat(attempts.get()).isEqualTo(2);
    }
    assertThat(database.query("SELECT amount FROM t")).containsExactly("6");
  }

  @Test
  void anotherFailureIsRolledBackAndThrownAsItWas() throws SQLException {
    try (var connection = database.connect()) {
      var attempts = new AtomicInteger();

      assertThatThrownBy(
              () ->
                  Transactions.withTransaction(
                      connection,
                      c -> {
                        attempts.incrementAndGet();
                        add(c, 5);
                        TestDatabase.run(c, "INSERT INTO t VALUES (1, 1)");
                        return 0;
                      }))
          .isInstanceOf(SQLIntegrityConstraintViolationException.class);
      assertThat(attempts.get()).isEqualTo(1);
      assertThat(TestDatabase.query(connection, "SELECT amount FROM t")).containsExactly("0");
    }
  }
}

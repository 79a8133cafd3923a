package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.duetdb.api.Session;
import org.duetdb.driver.DuetDataSource;
import org.duetdb.driver.LockNotAvailableSQLException;
import org.duetdb.driver.Transactions;
import org.duetdb.driver.WriteConflictSQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HikariCP under conflicts: what it keeps, what it resets, what it throws away. */
class HikariTest {
  private static final String ADD = "UPDATE account SET balance = balance + 1 WHERE id = 1";

  private Arena arena;
  private Connection rival;
  private Object before;

  @BeforeEach
  void holdAnAccount() throws SQLException {
    arena = new Arena();
    before = arena.pooledConnection();
    rival = arena.rival();
    Arena.run(rival, ADD);
  }

  @AfterEach
  void close() {
    arena.close();
  }

  private Connection borrow() throws SQLException {
    return arena.pool().getConnection();
  }

  @Test
  void aRefusedLockKeepsTheConnection() throws SQLException {
    try (var connection = borrow()) {
      connection.setAutoCommit(false);

      assertThatThrownBy(
              () -> Arena.run(connection, "SELECT * FROM account WHERE id = 1 FOR UPDATE NOWAIT"))
          .isInstanceOf(LockNotAvailableSQLException.class);

      Arena.run(connection, "UPDATE account SET balance = 0 WHERE id = 2");
      connection.commit();
    }
    assertThat(arena.balance(2)).isZero();
    assertThat(arena.pooledConnection()).isSameAs(before);
  }

  @Test
  void aConnectionThatComesBackDeadIsRolledBackAndReset() throws SQLException {
    try (var connection = borrow()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      Arena.run(connection, "UPDATE account SET balance = 0 WHERE id = 2");

      assertThatThrownBy(() -> Arena.run(connection, ADD))
          .isInstanceOf(WriteConflictSQLException.class);
    }

    try (var connection = borrow()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      Arena.run(connection, "UPDATE account SET balance = balance + 5 WHERE id = 2");
    }
    assertThat(arena.balance(2)).isEqualTo(105);
    assertThat(arena.pooledConnection()).isSameAs(before);
  }

  @Test
  void anotherTryOnTheSameConnectionSucceeds() throws SQLException {
    try (var connection = borrow()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      var conflict =
          catchThrowableOfType(WriteConflictSQLException.class, () -> Arena.run(connection, ADD));
      assertThat(conflict.getSQLState()).isEqualTo("40001");
      rival.commit();

      connection.rollback();
      Arena.run(connection, ADD);
      connection.commit();
    }
    assertThat(arena.balance(1)).isEqualTo(102);
  }

  @Test
  void aTimeOutAndACancelKeepTheConnection() throws Exception {
    try (var connection = borrow();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(2);
      var timedOut = arena.start(() -> statement.executeUpdate(ADD));
      arena.time().advance(Duration.ofSeconds(2));
      assertThat(timedOut.failure()).isInstanceOf(SQLTimeoutException.class);

      statement.setQueryTimeout(0);
      var cancelled = arena.start(() -> statement.executeUpdate(ADD));
      assertThat(cancelled.waits()).isTrue();
      statement.cancel();
      arena.time().settle();
      assertThat(cancelled.failure()).hasMessageContaining("cancel");
    }
    assertThat(arena.pooledConnection()).isSameAs(before);
  }

  @Test
  void aRefusedStatementKeepsTheConnection() throws SQLException {
    try (var connection = borrow()) {
      assertThatThrownBy(() -> Arena.run(connection, "SELECT COUNT(*) FROM account FOR UPDATE"))
          .isInstanceOf(SQLSyntaxErrorException.class);
      assertThatThrownBy(() -> connection.prepareCall("{call nothing()}"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(arena.pooledConnection()).isSameAs(before);
  }

  @Test
  void whoeverMeetsAShutdownMakesThePoolConnectAnew() throws SQLException {
    rival.close();
    try (var connection = borrow()) {
      arena.run("SHUTDOWN");

      assertThatThrownBy(() -> Arena.run(connection, ADD))
          .isInstanceOfSatisfying(
              SQLException.class, gone -> assertThat(gone.getSQLState()).isEqualTo("57P01"));
    }

    try (var connection = borrow()) {
      assertThat(connection.isValid(1)).isTrue();
      Arena.run(connection, "CREATE TABLE fresh (id INTEGER PRIMARY KEY)");
    }
    arena.run("SHUTDOWN"); // because the name now belongs to another deployment than the arena's
  }

  @Test
  void thePoolsSettingsReachTheConnection() throws SQLException {
    var config = arena.poolOfOne();
    config.setSchema("shop");
    config.setCatalog("ignored");
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    config.addDataSourceProperty("lock_timeout", "1500");
    try (var pool = new HikariDataSource(config);
        var connection = pool.getConnection()) {
      assertThat(connection.getSchema()).isEqualTo("shop");
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      try (var statement = connection.createStatement();
          var shown = statement.executeQuery("SHOW lock_timeout")) {
        assertThat(shown.next()).isTrue();
        assertThat(shown.getString(1)).isEqualTo("1500");
      }
    }
  }

  @Test
  void aDataSourceBeanCanStandBehindThePool() throws SQLException {
    var config = arena.poolOfOne();
    config.setJdbcUrl(null);
    config.setDataSourceClassName(DuetDataSource.class.getName());
    config.addDataSourceProperty("url", arena.url());
    config.addDataSourceProperty("conflictPolicy", "fail");
    try (var pool = new HikariDataSource(config);
        var connection = pool.getConnection()) {
      assertThatThrownBy(() -> Arena.run(connection, ADD))
          .isInstanceOf(WriteConflictSQLException.class);
    }
  }

  @Test
  void aPooledConnectionReachesTheDocumentSession() throws SQLException {
    try (var connection = borrow()) {
      connection.setAutoCommit(false);
      Arena.run(connection, "UPDATE account SET balance = 7 WHERE id = 2");

      var session = connection.unwrap(Session.class);
      var seen = session.database("test").collection("account").find().toList();

      assertThat(seen).anySatisfy(row -> assertThat(row).containsEntry("balance", 7));
      connection.rollback();
    }
  }

  @Test
  void theDriversRetryHelperWorksOnAPooledConnection() throws Exception {
    var pending =
        arena.start(
            () -> {
              try (var connection = borrow()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                Transactions.withTransaction(
                    connection,
                    own -> {
                      Arena.run(own, ADD);
                      return 1;
                    });
              }
            });
    assertThat(pending.waits()).isTrue();

    rival.commit();
    arena.time().advance(Duration.ofSeconds(1));

    pending.succeeded();
    assertThat(arena.balance(1)).isEqualTo(102);
    assertThat(arena.pooledConnection()).isSameAs(before);
  }
}

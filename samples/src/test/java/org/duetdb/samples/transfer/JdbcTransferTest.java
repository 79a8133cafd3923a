package org.duetdb.samples.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.driver.DuetDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTransferTest {
  private final VirtualTime time = VirtualTime.create();
  private final Deployment deployment =
      Deployment.open(DeploymentOptions.inMemory("jdbc-transfer").withTime(time));
  private final DuetDataSource database = new DuetDataSource();
  private final JdbcTransfer transfers = new JdbcTransfer(database);

  @BeforeEach
  void openAccounts() throws SQLException {
    database.setDatabaseName("jdbc-transfer");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE accounts (_id VARCHAR(10) PRIMARY KEY, balance BIGINT)");
      statement.execute("INSERT INTO accounts VALUES ('ann', 100), ('bob', 100)");
    }
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  private long balance(String owner) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("SELECT balance FROM accounts WHERE _id = ?")) {
      query.setString(1, owner);
      try (var found = query.executeQuery()) {
        assertThat(found.next()).isTrue();
        return found.getLong(1);
      }
    }
  }

  /** A transfer as an actor's part. */
  private Runnable transfer(String from, String to, long amount) {
    return () -> {
      try {
        transfers.transfer(from, to, amount);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    };
  }

  @Test
  void bothBalancesChange() throws SQLException {
    transfers.transfer("ann", "bob", 30);

    assertThat(balance("ann")).isEqualTo(70);
    assertThat(balance("bob")).isEqualTo(130);
  }

  @Test
  void nothingIsMovedWithoutFunds() throws SQLException {
    assertThatThrownBy(() -> transfers.transfer("ann", "bob", 101))
        .isInstanceOf(InsufficientFundsException.class);

    assertThat(balance("ann")).isEqualTo(100);
    assertThat(balance("bob")).isEqualTo(100);
  }

  @Test
  void transfersInBothDirectionsAtOnceAllHappen() throws Exception {
    time.run(transfer("ann", "bob", 10), transfer("bob", "ann", 20), transfer("ann", "bob", 40));

    assertThat(balance("ann")).isEqualTo(70);
    assertThat(balance("bob")).isEqualTo(130);
  }

  @Test
  void theVictimOfADeadlockIsRunAgain() throws Exception {
    try (var holder = transaction("SELECT balance FROM accounts WHERE _id = 'ann' FOR UPDATE");
        var rival = transaction("UPDATE accounts SET balance = balance + 1 WHERE _id = 'bob'")) {
      var transfer = time.spawn("transfer", transfer("ann", "bob", 30));
      time.settle();
      var other = time.spawn("rival", commitAlso(rival, "ann"));
      time.settle();

      // Now the transfer gets ann, for which the rival waits, and wants bob, which the rival holds.
      holder.commit();
      time.settle();

      transfer.rethrow();
      other.rethrow();
      assertThat(transfer.isAlive() || other.isAlive()).isFalse();
    }

    assertThat(balance("ann")).isEqualTo(71);
    assertThat(balance("bob")).isEqualTo(131);
    assertThat(deadlocks()).isEqualTo(1);
  }

  private Connection transaction(String sql) throws SQLException {
    var connection = database.getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  private static Runnable commitAlso(Connection connection, String owner) {
    return () -> {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate(
            "UPDATE accounts SET balance = balance + 1 WHERE _id = '" + owner + "'");
        connection.commit();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    };
  }

  private long deadlocks() {
    var metrics = deployment.serverStatus().get("metrics", Document.class);
    return metrics.get("operation", Document.class).getLong("deadlocks");
  }
}

package org.duetdb.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.Retryable;
import org.springframework.jdbc.core.JdbcTemplate;

class SpringTransferTest {
  private static final String URL = "jdbc:duet:mem:spring-sample";

  private Connection rival;
  private HikariDataSource pool;
  private SpringTransfer transfers;
  private int retries;

  @BeforeEach
  void open() throws SQLException {
    rival = DriverManager.getConnection(URL);
    var config = new HikariConfig();
    config.setJdbcUrl(URL);
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
    transfers = new SpringTransfer(pool, new RivalGivesWay());
    run("CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER)");
    run("INSERT INTO account VALUES (1, 100), (2, 0)");
  }

  @AfterEach
  void close() throws SQLException {
    pool.close();
    rival.close();
    try (var last = DriverManager.getConnection(URL);
        var statement = last.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  /** Counts the tries and lets the rival commit before the second one. */
  private final class RivalGivesWay implements RetryListener {
    @Override
    public void beforeRetry(RetryPolicy policy, Retryable<?> work) {
      retries++;
      try {
        rival.commit();
      } catch (SQLException failure) {
        throw new AssertionError(failure);
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = rival.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<Integer> balances() {
    return new JdbcTemplate(pool)
        .queryForList("SELECT balance FROM account ORDER BY id", Integer.class);
  }

  @Test
  void moneyIsMovedOnceTheRivalIsGone() throws Exception {
    rival.setAutoCommit(false);
    run("UPDATE account SET balance = balance + 5 WHERE id = 2");

    transfers.transfer(1, 2, 30);

    assertThat(balances()).containsExactly(70, 35);
    assertThat(retries).isEqualTo(1);
    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
  }

  @Test
  void anotherFailureIsNotRepeatedAndChangesNothing() {
    assertThatThrownBy(() -> transfers.transfer(1, 9, 30))
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(retries).isZero();
    assertThat(balances()).containsExactly(100, 0);
  }
}

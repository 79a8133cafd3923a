package org.duetdb.frameworks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.Actor;
import org.duetdb.api.time.VirtualTime;

/**
 * A deployment of its own for one test, in virtual time, with a pool of one connection for the
 * framework and plain connections for its rivals. One connection is enough to notice that a pool
 * has thrown one away.
 */
final class Arena implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final VirtualTime time = VirtualTime.create();
  private final Deployment deployment;
  private final HikariDataSource pool;

  /** An arena with {@code account (id, owner, balance)} for accounts 1 and 2. */
  Arena() throws SQLException {
    deployment =
        Deployment.open(
            DeploymentOptions.inMemory("frameworks-" + NAMES.incrementAndGet()).withTime(time));
    pool = new HikariDataSource(poolOfOne());
    run(
        "CREATE TABLE account (id INTEGER PRIMARY KEY, owner VARCHAR(20), balance INTEGER"
            + " NOT NULL)",
        "INSERT INTO account VALUES (1, 'ada', 100), (2, 'bob', 100)");
  }

  VirtualTime time() {
    return time;
  }

  Deployment deployment() {
    return deployment;
  }

  String url() {
    return "jdbc:duet:mem:" + deployment.name();
  }

  HikariDataSource pool() {
    return pool;
  }

  /** A pool of one connection that nobody replaces before its time. */
  HikariConfig poolOfOne() {
    var config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(5_000);
    return config;
  }

  /** A connection of somebody else, with a transaction at READ COMMITTED. */
  Connection rival() throws SQLException {
    var connection = DriverManager.getConnection(url());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Runs statements on a connection of their own, each in a transaction. */
  void run(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(url())) {
      run(connection, statements);
    }
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What anybody sees of an account. */
  int balance(int id) throws SQLException {
    return Integer.parseInt(texts("SELECT balance FROM account WHERE id = " + id).get(0));
  }

  /** The first column of a query. */
  List<String> texts(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (results.next()) {
        texts.add(results.getString(1));
      }
      return texts;
    }
  }

  /** The identity of the pool's only connection: another one after an eviction. */
  Object pooledConnection() throws SQLException {
    try (var connection = pool.getConnection()) {
      return connection.unwrap(org.duetdb.api.spi.EngineSession.class);
    }
  }

  /** Starts something on a thread of its own and returns when it waits or has ended. */
  Pending start(ThrowingCallable action) throws InterruptedException {
    var outcome = new AtomicReference<Throwable>();
    var actor =
        time.spawn(
            "actor",
            () -> {
              try {
                action.call();
              } catch (Throwable failure) {
                outcome.set(failure);
              }
            });
    time.settle();
    return new Pending(actor, outcome);
  }

  /** Something that may still wait. */
  record Pending(Actor actor, AtomicReference<Throwable> outcome) {
    boolean waits() {
      return actor.isAlive();
    }

    /** What it ended with, or null; fails the test if it has not ended. */
    Throwable failure() {
      if (actor.isAlive()) {
        throw new AssertionError("still waits for " + actor.waitsFor());
      }
      return outcome.get();
    }

    /** Checks that it has ended without a failure. */
    void succeeded() {
      Throwable failure = failure();
      if (failure != null) {
        throw new AssertionError("has failed", failure);
      }
    }
  }

  @Override
  public void close() {
    pool.close();
    deployment.shutdown();
    deployment.close();
  }
}

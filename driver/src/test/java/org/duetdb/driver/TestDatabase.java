package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.Actor;
import org.duetdb.api.time.VirtualTime;

/** A deployment of its own for one test, in virtual time, reached through JDBC. */
final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final VirtualTime time = VirtualTime.create();
  private final String name = "driver-test-" + NAMES.incrementAndGet();
  private final Deployment deployment;

  TestDatabase() {
    deployment = Deployment.open(DeploymentOptions.inMemory(name).withTime(time));
  }

  Deployment deployment() {
    return deployment;
  }

  VirtualTime time() {
    return time;
  }

  String name() {
    return name;
  }

  String url() {
    return "jdbc:duet:mem:" + name;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** A connection with options such as {@code conflict_policy=wait&lock_timeout=2000}. */
  Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(url() + "?" + options);
  }

  /** Runs statements on a connection of their own. */
  void run(String... statements) throws SQLException {
    try (var connection = connect()) {
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

  /** The rows of a query, each as its values' texts with blanks between. */
  static List<String> query(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      int width = results.getMetaData().getColumnCount();
      while (results.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(results.getString(i)));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    }
  }

  List<String> query(String sql) throws SQLException {
    try (var connection = connect()) {
      return query(connection, sql);
    }
  }

  /** Checks that a call ends with an SQLException of this SQLSTATE. */
  static void fails(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo(state));
  }

  /** Something that a session does. */
  interface Step {
    void run() throws SQLException;
  }

  /** Starts a step on a thread of its own and returns when it waits or has ended. */
  Pending start(Step step) throws InterruptedException {
    var pending = new Pending(step);
    pending.actor = time.spawn("actor", pending::run);
    time.settle();
    return pending;
  }

  /** A step that may wait. */
  static final class Pending {
    private final Step step;
    private Actor actor;
    private SQLException failure;

    private Pending(Step step) {
      this.step = step;
    }

    private void run() {
      try {
        step.run();
      } catch (SQLException failed) {
        failure = failed;
      }
    }

    boolean waits() {
      return actor.isAlive();
    }

    /** Interrupts its thread and returns when it has ended. */
    void interrupt(VirtualTime time) throws InterruptedException {
      actor.interrupt();
      while (actor.isAlive()) {
        Thread.onSpinWait(); // because an interrupt reaches its thread in real time
        time.settle();
      }
    }

    /** What it ended with; fails the test if it has not ended or not failed. */
    SQLException failure() {
      ended();
      if (failure == null) {
        throw new AssertionError("the step has not failed");
      }
      return failure;
    }

    /** Checks that it has ended without a failure. */
    void succeeded() {
      ended();
      if (failure != null) {
        throw new AssertionError("the step has failed", failure);
      }
    }

    private void ended() {
      actor.rethrow();
      if (actor.isAlive()) {
        throw new AssertionError("the step still waits for " + actor.waitsFor());
      }
    }
  }

  @Override
  public void close() {
    deployment.shutdown();
    deployment.close();
  }
}

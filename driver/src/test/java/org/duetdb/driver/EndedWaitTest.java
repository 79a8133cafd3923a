package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.driver.TestDatabase.fails;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.duetdb.driver.TestDatabase.Pending;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a statement waits for, everything that may end its wait does: it ends with the exception
 * that is documented, has done nothing, and leaves its connection usable or closed; and when the
 * connection is closed its claims are gone, so that a rival goes on.
 */
class EndedWaitTest {
  private static final int VENDOR_CANCELLED = 11601;
  private static final int VENDOR_TIMED_OUT = 50;

  private static TestDatabase database;

  private Connection holder;
  private Connection waiter;
  private Connection rival;

  /** What a statement waits for: what one session has done, and what the other wants. */
  enum Wanted {
    ROW("UPDATE child SET n = 7 WHERE id = 1", "UPDATE child SET n = 8 WHERE id = 1"),
    LOCKED_ROW(
        "UPDATE child SET n = 7 WHERE id = 1", "SELECT id FROM child WHERE id = 1 FOR SHARE"),
    DEFINED_TABLE("UPDATE child SET n = 7 WHERE id = 1", "ALTER TABLE child ADD COLUMN more INT"),
    DROPPED_TABLE("UPDATE child SET n = 7 WHERE id = 1", "DROP TABLE child"),
    INDEXED_TABLE("UPDATE child SET n = 7 WHERE id = 1", "CREATE INDEX more ON child (parent)"),
    LOCKED_TABLE("UPDATE child SET n = 7 WHERE id = 1", "LOCK TABLE child IN EXCLUSIVE MODE"),
    PRIMARY_KEY("INSERT INTO child VALUES (3, 30, 1)", "INSERT INTO child VALUES (3, 31, 1)"),
    UNIQUE_KEY("INSERT INTO child VALUES (3, 30, 1)", "INSERT INTO child VALUES (4, 30, 1)"),
    PARENT("DELETE FROM parent WHERE id = 2", "INSERT INTO child VALUES (5, 50, 2)"),
    CHILD("INSERT INTO child VALUES (6, 60, 2)", "DELETE FROM parent WHERE id = 2");

    private final String held;
    private final String sql;

    Wanted(String held, String sql) {
      this.held = held;
      this.sql = sql;
    }
  }

  /** What ends the wait. */
  enum End {
    CANCEL(false, VENDOR_CANCELLED),
    QUERY_TIMEOUT(false, VENDOR_TIMED_OUT),
    INTERRUPT(false, VENDOR_CANCELLED),
    CLOSE(true, VENDOR_CANCELLED),
    ABORT(true, VENDOR_CANCELLED);

    private final boolean closes;
    private final int vendorCode;

    End(boolean closes, int vendorCode) {
      this.closes = closes;
      this.vendorCode = vendorCode;
    }
  }

  static List<Arguments> all() {
    return with(EnumSet.allOf(Wanted.class));
  }

  /** LOCK TABLE is for transactions, and one definition waits as another. */
  static List<Arguments> withoutTransaction() {
    return with(
        EnumSet.complementOf(
            EnumSet.of(Wanted.LOCKED_TABLE, Wanted.DROPPED_TABLE, Wanted.INDEXED_TABLE)));
  }

  private static List<Arguments> with(Set<Wanted> kinds) {
    return kinds.stream()
        .flatMap(wanted -> Stream.of(End.values()).map(end -> Arguments.of(wanted, end)))
        .toList();
  }

  /** One database for all, because each test leaves what it has found. */
  @BeforeAll
  static void createTables() throws SQLException {
    database = new TestDatabase();
    database.run(
        "CREATE TABLE parent (id INT PRIMARY KEY)",
        "CREATE TABLE child (id INT PRIMARY KEY, n INT UNIQUE, parent INT REFERENCES parent)",
        "CREATE TABLE other (id INT PRIMARY KEY)",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO child VALUES (1, 10, 1), (2, 20, 1)");
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    database.run("DELETE FROM other", "INSERT INTO other VALUES (1)");
    holder = database.connect("label=holder");
    waiter = database.connect("label=waiter");
    rival = database.connect("label=rival");
  }

  @AfterEach
  void close() throws SQLException {
    holder.close();
    waiter.close();
    rival.close();
  }

  private static Connection begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return connection;
  }

  private void end(End end, Statement statement, Pending waiting) throws Exception {
    switch (end) {
      case CANCEL -> database.start(statement::cancel).succeeded();
      case QUERY_TIMEOUT -> database.time().advance(Duration.ofSeconds(2));
      case INTERRUPT -> waiting.interrupt(database.time());
      case CLOSE -> database.start(waiter::close).succeeded();
      case ABORT -> database.start(() -> waiter.abort(Runnable::run)).succeeded();
    }
  }

  private static void checkFailure(End end, SQLException failure) {
    assertThat((Throwable) failure)
        .isExactlyInstanceOf(
            end == End.QUERY_TIMEOUT ? SQLTimeoutException.class : SQLException.class);
    assertThat(failure.getSQLState()).isEqualTo("57014");
    assertThat(failure.getErrorCode()).isEqualTo(end.vendorCode);
  }

  @ParameterizedTest
  @MethodSource("all")
  void inATransaction(Wanted wanted, End end) throws Exception {
    TestDatabase.run(begin(holder), wanted.held);
    TestDatabase.run(begin(waiter), "DELETE FROM other WHERE id = 1");
    try (var statement = waiter.createStatement()) {
      statement.setQueryTimeout(end == End.QUERY_TIMEOUT ? 2 : 0);
      var waiting = database.start(() -> statement.execute(wanted.sql));
      var behind = database.start(() -> TestDatabase.run(rival, "UPDATE other SET id = 2"));
      assertThat(waiting.waits()).as("waits for %s", wanted).isTrue();
      assertThat(behind.waits()).isTrue();

      end(end, statement, waiting);

      checkFailure(end, waiting.failure());
      assertThat(waiter.isClosed()).isEqualTo(end.closes);
      if (end.closes) {
        fails("08003", waiter::rollback);
      } else {
        assertThat(TestDatabase.query(waiter, "SELECT n FROM child WHERE id = 1"))
            .containsExactly("10");
        assertThat(behind.waits()).as("the transaction keeps what it has").isTrue();
        waiter.rollback();
        database.time().settle();
      }
      behind.succeeded();
    }
    assertThat(TestDatabase.query(rival, "SELECT id FROM other")).containsExactly("2");
    nothingIsLeft(wanted);
  }

  @ParameterizedTest
  @MethodSource("withoutTransaction")
  void inAutocommit(Wanted wanted, End end) throws Exception {
    TestDatabase.run(begin(holder), wanted.held);
    try (var statement = waiter.createStatement()) {
      statement.setQueryTimeout(end == End.QUERY_TIMEOUT ? 2 : 0);
      var waiting = database.start(() -> statement.execute(wanted.sql));
      assertThat(waiting.waits()).as("waits for %s", wanted).isTrue();

      end(end, statement, waiting);

      checkFailure(end, waiting.failure());
      if (end.closes) {
        fails("08003", () -> statement.execute("SELECT 1"));
      } else {
        assertThat(statement.executeUpdate("UPDATE other SET id = 3")).isEqualTo(1);
      }
    }
    nothingIsLeft(wanted);
  }

  /** The statement has not happened, and nobody else has to wait for it. */
  private void nothingIsLeft(Wanted wanted) throws Exception {
    holder.rollback();
    assertThat(TestDatabase.query(rival, "SELECT * FROM child ORDER BY id"))
        .containsExactly("1 10 1", "2 20 1");
    assertThat(TestDatabase.query(rival, "SELECT * FROM parent ORDER BY id"))
        .containsExactly("1", "2");
    long before = database.time().nanoTime();
    database.start(() -> TestDatabase.run(begin(rival), wanted.sql)).succeeded();
    rival.rollback();
    assertThat(database.time().nanoTime()).isEqualTo(before);
    assertThat(TestDatabase.query(rival, "SELECT * FROM duet.locks")).isEmpty();
  }
}

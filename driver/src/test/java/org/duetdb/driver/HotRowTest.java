package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many connections in autocommit on one row: nothing is lost and nobody fails. */
final class HotRowTest {
  private static final String NAME = "hot-row";
  private static final int THREADS = 64;
  private static final int UPDATES = 2_000;

  private final Deployment deployment = Deployment.open("duet:mem:" + NAME);
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  @BeforeEach
  void createRow() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE counters (id INT PRIMARY KEY, n INT NOT NULL)");
      statement.executeUpdate("INSERT INTO counters VALUES (1, 0)");
    }
    assertThat(update(2, 1)).as("planned before the crowd comes").isZero();
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duet:mem:" + NAME);
  }

  private interface Work {
    long run() throws SQLException;
  }

  /** Runs {@code even} on every second thread and {@code odd} on the others. */
  private void run(Work even, Work odd) throws InterruptedException {
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) {
      var work = i % 2 == 0 ? even : odd;
      var thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  assertThat(work.run()).isEqualTo(UPDATES);
                } catch (SQLException | InterruptedException | RuntimeException failed) {
                  failure.compareAndSet(null, failed);
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }

  private static long inSql() throws SQLException {
    return update(1, UPDATES);
  }

  private static long update(int id, int times) throws SQLException {
    long counted = 0;
    try (var connection = connect();
        var update = connection.prepareStatement("UPDATE counters SET n = n + 1 WHERE id = ?")) {
      for (int i = 0; i < times; i++) {
        update.setInt(1, id);
        counted += update.executeUpdate();
      }
    }
    return counted;
  }

  private long inDocuments() {
    var counters = deployment.database("test").collection("counters");
    long counted = 0;
    for (int i = 0; i < UPDATES; i++) {
      counted +=
          counters
              .updateOne(new Document("_id", 1), new Document("$inc", new Document("n", 1)))
              .modifiedCount();
    }
    return counted;
  }

  private int value() {
    return deployment
        .database("test")
        .collection("counters")
        .find(new Document("_id", 1))
        .first()
        .orElseThrow()
        .getInteger("n");
  }

  @Test
  void everyUpdateOfSixtyFourConnectionsCounts() throws InterruptedException {
    run(HotRowTest::inSql, HotRowTest::inSql);

    assertThat(value()).isEqualTo(THREADS * UPDATES);
  }

  @Test
  void everyUpdateCountsThoughHalfComesInDocuments() throws InterruptedException {
    run(HotRowTest::inSql, this::inDocuments);

    assertThat(value()).isEqualTo(THREADS * UPDATES);
  }
}

package org.duetdb.samples.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.duetdb.api.Deployment;
import org.duetdb.driver.DuetDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcQueueTest {
  private final Deployment deployment = Deployment.open("duet:mem:jdbc-queue");
  private final DuetDataSource database = new DuetDataSource();
  private final JdbcQueue queue = new JdbcQueue(database);
  private final ArrayList<String> done = new ArrayList<>();

  @BeforeEach
  void createTable() throws SQLException {
    database.setDatabaseName("jdbc-queue");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE jobs (_id BIGINT PRIMARY KEY, task VARCHAR(20))");
    }
    queue.put(1, "paint");
    queue.put(2, "sweep");
  }

  @AfterEach
  void shutDown() {
    deployment.shutdown();
  }

  private boolean work(Consumer<String> worker) {
    try {
      return queue.work(worker);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void jobsAreDoneOnceAndInOrder() {
    assertThat(work(done::add)).isTrue();
    assertThat(work(done::add)).isTrue();
    assertThat(work(done::add)).isFalse();
    assertThat(done).containsExactly("paint", "sweep");
  }

  @Test
  void aSecondWorkerGetsAnotherJobMeanwhile() {
    work(
        first -> {
          assertThat(work(done::add)).isTrue();
          assertThat(work(done::add)).isFalse();
          done.add(first);
        });

    assertThat(done).containsExactly("sweep", "paint");
  }

  @Test
  void aJobWhoseWorkerFailsStays() {
    assertThatThrownBy(
            () ->
                work(
                    job -> {
                      throw new IllegalStateException("out of paint");
                    }))
        .hasMessage("out of paint");

    assertThat(work(done::add)).isTrue();
    assertThat(done).containsExactly("paint");
  }
}

package org.duetdb.samples.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A work queue with JDBC. */
public final class JdbcQueue {
  private final DataSource database;

  /** A queue over the rows of {@code jobs (_id, task)}. */
  public JdbcQueue(DataSource database) {
    this.database = database;
  }

  /** Adds a job. */
  public void put(long id, String task) throws SQLException {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement("INSERT INTO jobs VALUES (?, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, task);
      insert.executeUpdate();
    }
  }

  /**
   * Gives a free job to {@code worker} and removes it when the worker returns. If the worker
   * throws, the job stays.
   *
   * @return whether there was a free job
   */
  public boolean work(Consumer<String> worker) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean found = workOnOne(connection, worker);
      connection.commit();
      return found;
    }
  }

  private static boolean workOnOne(Connection connection, Consumer<String> worker)
      throws SQLException {
    try (var lock =
            connection.prepareStatement(
                "SELECT _id, task FROM jobs ORDER BY _id LIMIT 1 FOR UPDATE SKIP LOCKED");
        var remove = connection.prepareStatement("DELETE FROM jobs WHERE _id = ?");
        var job = lock.executeQuery()) {
      if (!job.next()) {
        return false;
      }
      worker.accept(job.getString("task"));
      remove.setLong(1, job.getLong("_id"));
      return remove.executeUpdate() == 1;
    }
  }
}

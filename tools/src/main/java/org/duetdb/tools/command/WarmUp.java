package org.duetdb.tools.command;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The first statement of a process makes it load the planner, which takes most of a second. So the
 * SQL shell runs one on a database of its own in a second thread, beside what reads the command
 * line.
 */
public final class WarmUp {
  private final Optional<Thread> thread;

  private WarmUp(Optional<Thread> thread) {
    this.thread = thread;
  }

  /** Begins if the arguments are those of a command that plans statements. */
  public static WarmUp of(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(SqlCommand.NAME)) {
      return new WarmUp(Optional.empty());
    }
    var thread = new Thread(WarmUp::plan, "duet-warm-up");
    thread.setDaemon(true);
    thread.start();
    return new WarmUp(Optional.of(thread));
  }

  private static void plan() {
    try (var connection = DriverManager.getConnection("jdbc:duet:mem:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM (VALUES (1)) AS t (a)")) {
      rows.next();
    } catch (SQLException failed) {
      // Whatever it is, the user's first statement meets it too, and tells.
    }
  }

  /**
   * Waits until it is done: two threads that initialise the same classes could block each other.
   */
  void await() throws InterruptedException {
    if (thread.isPresent()) {
      thread.get().join();
    }
  }
}

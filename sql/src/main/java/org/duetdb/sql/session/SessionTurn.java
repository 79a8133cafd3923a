package org.duetdb.sql.session;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duetdb.api.spi.Engine;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** Whose turn it is on a session: one thread at a time, and nobody once it is closed. */
final class SessionTurn {
  private final ReentrantLock lock = new ReentrantLock();
  private final Engine database;
  private volatile boolean closed;

  SessionTurn(Engine database) {
    this.database = database;
  }

  /** Does the work when it is the caller's turn; 08003 after the session's close. */
  <R> R take(Supplier<R> work) {
    lock.lock();
    try {
      if (closed) {
        throw new SqlFailure(SqlState.CONNECTION_DOES_NOT_EXIST, "the session is closed");
      }
      if (!database.isRunning()) {
        throw new SqlFailure(SqlState.ADMIN_SHUTDOWN, "the deployment has been shut down");
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Does the work when it is the caller's turn; 08003 after the session's close. */
  void run(Runnable work) {
    take(
        () -> {
          work.run();
          return true;
        });
  }

  /** Refuses all turns from now on; false if they were refused before. */
  boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Whether turns are refused. */
  boolean isClosed() {
    return closed || !database.isRunning();
  }
}

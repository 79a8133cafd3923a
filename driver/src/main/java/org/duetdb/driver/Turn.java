package org.duetdb.driver;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.time.TimeSource;
import org.duetdb.sql.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on a connection. Threads take turns with {@link #take} and {@link #give}; {@link
 * #cancel} does not wait for one.
 */
final class Turn {
  private static final long CANCEL_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

  /* The lock is only ever tried: who does not get it parks in the deployment's time, so that a
   * thread that waits for its turn is seen by virtual time as any other wait is. A waiter enters
   * the queue before it tries, and whoever gives the lock back looks into the queue afterwards;
   * so one of the two sees the other. */
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentLinkedQueue<TimeSource.Parker> waiters = new ConcurrentLinkedQueue<>();

  /** Held while a cancel is passed on; its holder has seen {@link #holder} and acts upon it. */
  private final ReentrantLock cancelling = new ReentrantLock();

  private final SqlSession session;
  private final TimeSource time;
  private volatile @Nullable Object holder;

  Turn(SqlSession session, TimeSource time) {
    this.session = session;
    this.time = time;
  }

  /**
   * Takes the turn for {@code who}, after those that have it now. Not reentrant in meaning: the
   * holder does not take it again.
   *
   * @throws SQLException 57014 if the thread is interrupted while it waits
   */
  void take(Object who) throws SQLException {
    if (!lock.tryLock()) {
      await();
    }
    holder = who;
  }

  /**
   * Takes the turn for the last time, ending the statement of whoever has it now. An interrupt does
   * not keep a connection from being closed; it is seen by the caller's next wait.
   */
  void takeToClose(Object who) {
    session.cancel();
    if (!lock.tryLock()) {
      awaitCancelling();
    }
    holder = who;
  }

  /** Gives the turn back. A cancel of the holder's statement cannot hit the next one. */
  void give() {
    holder = null;
    if (cancelling.isLocked()) {
      awaitCancel();
    }
    lock.unlock();
    if (!waiters.isEmpty()) {
      wakeNext();
    }
  }

  /** Waits until a cancel under way has reached the statement that it was meant for. */
  private void awaitCancel() {
    cancelling.lock();
    try {
      holder = null;
    } finally {
      cancelling.unlock();
    }
  }

  /** Cancels the statement under way if {@code who} has the turn; otherwise does nothing. */
  void cancel(Object who) {
    cancelling.lock();
    try {
      if (holder == who) {
        session.cancel();
      }
    } finally {
      cancelling.unlock();
    }
  }

  private void await() throws SQLException {
    try (var parker = time.parker()) {
      waiters.add(parker);
      try {
        while (!lock.tryLock()) {
          parker.park(TimeSource.Parker.FOREVER, "its turn on the connection");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw SqlExceptions.of(
            new DuetException(
                ErrorCode.INTERRUPTED,
                "the thread was interrupted while it waited for its turn on the connection",
                interrupted));
      } finally {
        waiters.remove(parker);
        if (!lock.isHeldByCurrentThread()) {
          wakeNext(); // because the wake-up may have been spent on this thread
        }
      }
    }
  }

  private void awaitCancelling() {
    boolean interrupted = false;
    try (var parker = time.parker()) {
      waiters.add(parker);
      while (!lock.tryLock()) {
        // A cancel does not reach a statement that has its turn and has not begun; the next does.
        session.cancel();
        try {
          parker.park(time.nanoTime() + CANCEL_AGAIN_NANOS, "its turn to close the connection");
        } catch (InterruptedException noted) {
          interrupted = true;
        }
      }
      waiters.remove(parker);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeNext() {
    var next = waiters.peek();
    if (next != null) {
      next.unpark();
    }
  }
}

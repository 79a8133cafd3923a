package org.duetdb.engine.session;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.TimeSource.Parker;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on a session. Reentrant and fair. Whoever waits for it parks in the deployment's
 * time like any other wait in the engine, because in virtual time the one who has the turn may be
 * able to go on only when the one who waits for it hands the baton on.
 */
final class Turn {
  private final TimeSource time;
  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
  private final Queue<Parker> waiting = new ConcurrentLinkedQueue<>();

  /** How often the holder has taken it; the holder's. */
  private int depth;

  /** With which the holder has waited for it, closed when it leaves; the holder's. */
  private @Nullable Parker entered;

  Turn(TimeSource time) {
    this.time = time;
  }

  /**
   * Takes the turn.
   *
   * @throws DuetException 11601 if the thread is interrupted while it waits
   */
  void take() {
    if (!takeOrWait(true)) {
      Thread.currentThread().interrupt();
      throw new DuetException(
          ErrorCode.INTERRUPTED,
          "operation was interrupted while another thread used its session; nothing of it has"
              + " happened");
    }
  }

  /** Takes the turn, whatever interrupts there are. */
  void takeSurely() {
    takeOrWait(false);
  }

  /** Takes the turn if nobody has it and nobody waits for it. */
  boolean takeIfFree() {
    if (!isFree() || !holder.compareAndSet(null, Thread.currentThread())) {
      return false;
    }
    depth++;
    return true;
  }

  /** Whether nobody has it and nobody waits for it. */
  boolean isFree() {
    return holder.get() == null && waiting.isEmpty();
  }

  private boolean takeOrWait(boolean interruptibly) {
    var me = Thread.currentThread();
    if (holder.get() != me
        && !(waiting.isEmpty() && holder.compareAndSet(null, me))
        && !await(me, interruptibly)) {
      return false;
    }
    depth++;
    return true;
  }

  private boolean await(Thread me, boolean interruptibly) {
    var parker = time.parker();
    boolean interrupted = false;
    waiting.add(parker);
    while (waiting.peek() != parker || !holder.compareAndSet(null, me)) {
      try {
        parker.park(Parker.FOREVER, "its turn on a session");
      } catch (InterruptedException ended) {
        interrupted = true;
        if (interruptibly) {
          waiting.remove(parker);
          wakeNext(); // because the turn may have been offered to this one
          parker.close();
          return false;
        }
      }
    }
    waiting.remove(parker);
    entered = parker;
    if (interrupted) {
      me.interrupt();
    }
    return true;
  }

  /** Gives the turn to the next. */
  void give() {
    if (--depth > 0) {
      return;
    }
    var parker = entered;
    entered = null;
    holder.set(null);
    wakeNext();
    if (parker != null) {
      parker.close();
    }
  }

  private void wakeNext() {
    var next = waiting.peek();
    if (next != null) {
      next.unpark();
    }
  }
}

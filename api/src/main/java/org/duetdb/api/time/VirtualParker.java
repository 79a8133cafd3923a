package org.duetdb.api.time;

import java.util.concurrent.locks.Condition;
import org.duetdb.api.time.TimeSource.Parker;

/**
 * A parker that tells its {@link VirtualTime} when its thread runs and when it waits. Guarded by
 * the time's lock.
 */
final class VirtualParker implements Parker {
  private final VirtualTime time;
  private final Actor actor;
  private final Condition woken;
  private boolean unparked;
  private boolean timedOut;
  private boolean parked;
  private boolean counted;

  VirtualParker(VirtualTime time, Actor actor) {
    this.time = time;
    this.actor = actor;
    this.woken = time.lock().newCondition();
  }

  @Override
  public boolean park(long deadlineNanos, Object reason) throws InterruptedException {
    time.lock().lock();
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (unparked) {
        unparked = false;
        return true;
      }
      if (deadlineNanos != FOREVER && deadlineNanos <= time.nanoTime()) {
        return false;
      }
      return parkUntilWoken(deadlineNanos, reason);
    } finally {
      time.lock().unlock();
    }
  }

  private boolean parkUntilWoken(long deadlineNanos, Object reason) throws InterruptedException {
    var alarm =
        deadlineNanos == FOREVER
            ? (TimeSource.Timer) () -> {}
            : time.schedule(deadlineNanos - time.nanoTime(), this::timeOut);
    parked = true;
    timedOut = false;
    stopCounting();
    if (actor != Actor.NOBODY) {
      actor.waitFor(reason);
      actor.parkedIn(this);
      time.release(actor);
    } else {
      time.letActorsRun();
    }
    try {
      while (!unparked && !timedOut) {
        woken.await();
      }
    } catch (InterruptedException interrupted) {
      wake();
      throw interrupted;
    } finally {
      parked = false;
      alarm.cancel();
      takeBaton();
    }
    boolean result = unparked;
    unparked = false;
    return result;
  }

  /** An actor goes on only with the baton, which it gets without the lock. */
  private void takeBaton() {
    if (actor == Actor.NOBODY) {
      return;
    }
    actor.parkedIn(null);
    time.lock().unlock();
    try {
      actor.awaitBaton();
    } finally {
      time.lock().lock();
    }
    actor.waitFor(null);
  }

  @Override
  public void unpark() {
    time.lock().lock();
    try {
      if (!unparked) {
        unparked = true;
        wake();
      }
    } finally {
      time.lock().unlock();
    }
  }

  private void timeOut() {
    time.lock().lock();
    try {
      if (parked && !unparked && !timedOut) {
        timedOut = true;
        wake();
      }
    } finally {
      time.lock().unlock();
    }
  }

  /** The parked thread becomes runnable, once per park. */
  void wake() {
    if (!parked) {
      return;
    }
    parked = false;
    if (actor == Actor.NOBODY) {
      counted = true;
      time.countBusy(1);
    } else {
      time.makeRunnable(actor);
    }
    woken.signalAll();
  }

  private void stopCounting() {
    if (counted) {
      counted = false;
      time.countBusy(-1);
    }
  }

  @Override
  public void close() {
    time.lock().lock();
    try {
      stopCounting();
    } finally {
      time.lock().unlock();
    }
  }
}

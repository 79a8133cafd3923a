package org.duetdb.api.time;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A thread of a {@link VirtualTime} that runs only while it holds the baton. */
public final class Actor {
  static final Actor NOBODY = new Actor();

  private final @Nullable VirtualTime time;
  private final Thread thread;
  private final Semaphore baton = new Semaphore(0);
  private volatile boolean ended;
  private volatile @Nullable Object reason;
  private volatile @Nullable Throwable failure;

  /** Where it is parked; guarded by the time's lock. */
  private @Nullable VirtualParker parkedIn;

  private Actor() {
    time = null;
    thread = Thread.currentThread();
  }

  Actor(VirtualTime time, String name, Runnable body) {
    this.time = time;
    thread = new ActorThread(this, name, body);
    thread.setDaemon(true);
  }

  /** The actor that the calling thread is, or {@link #NOBODY}. */
  static Actor current(VirtualTime time) {
    return Thread.currentThread() instanceof ActorThread mine && mine.actor.time == time
        ? mine.actor
        : NOBODY;
  }

  void start() {
    thread.start();
  }

  void awaitBaton() {
    baton.acquireUninterruptibly();
  }

  void receiveBaton() {
    baton.release();
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return !ended;
  }

  /** Whether it is parked in the engine or sleeping, and what for; empty text if it is not. */
  public String waitsFor() {
    Object what = reason;
    return what == null ? "" : what.toString();
  }

  /** Interrupts its thread. If it is parked, it goes on with the next settle. */
  public void interrupt() {
    if (time == null) {
      thread.interrupt();
      return;
    }
    time.lock().lock();
    try {
      thread.interrupt();
      if (parkedIn != null) {
        // Runnable from here on, because the interrupt itself reaches the thread in real time.
        parkedIn.wake();
      }
    } finally {
      time.lock().unlock();
    }
  }

  /** With the time's lock held: where it parks from now on; null when it goes on. */
  void parkedIn(@Nullable VirtualParker parker) {
    parkedIn = parker;
  }

  /** What its body threw, if it did. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Throws what its body threw, if it did. */
  public void rethrow() {
    var thrown = failure;
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  void waitFor(@Nullable Object what) {
    reason = what;
  }

  String describe() {
    return thread.getName() + " waits for " + waitsFor();
  }

  private static final class ActorThread extends Thread {
    private final Actor actor;
    private final Runnable body;

    ActorThread(Actor actor, String name, Runnable body) {
      super(name);
      this.actor = actor;
      this.body = body;
    }

    @Override
    public void run() {
      actor.awaitBaton();
      try {
        body.run();
      } catch (RuntimeException | Error thrown) {
        actor.failure = thrown;
      } finally {
        actor.ended = true;
        var time = actor.time;
        if (time != null) {
          time.release(actor);
        }
      }
    }
  }
}

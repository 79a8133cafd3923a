package org.duetdb.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that stands still until it is told to move, for tests and demonstrations: an hour of waiting
 * takes a millisecond and happens the same way every time.
 *
 * <ul>
 *   <li>{@link #advance} moves the clock; timers fire one by one in (time, creation) order, and
 *       after each the method waits until every thread that it woke is parked in the engine again
 *       or has left it.
 *   <li>{@link #run} runs actors deterministically: one at a time, every wait hands the baton on by
 *       the seed, and when all wait the clock jumps to the next timer. When none is left, the hang
 *       is reported with what each actor waits for.
 *   <li>{@link #spawn} and {@link #settle} give the same to a caller who steps through a schedule
 *       by hand.
 * </ul>
 *
 * <p>Threads other than those started here may use the deployment too; they never move the clock.
 * Thread-safe, except that only one thread may advance, run or settle at a time, and none that was
 * started here.
 */
public final class VirtualTime implements TimeSource {
  /** How often a hung actor is interrupted that waits again after the interrupt. */
  private static final int INTERRUPTS = 100;

  /* All state is guarded by lock. A managed thread (an actor) runs only while it is the holder of the baton; an unmanaged
   * thread that was woken in the engine is counted in `busy` until it parks again or leaves. The clock may move only when
   * the baton is free with nobody runnable, and busy is zero: then nothing can happen without a timer. */
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Instant start;
  private final Random random;
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final List<Actor> runnable = new ArrayList<>();
  private volatile long nanos;
  private long created;
  private int busy;
  private Actor holder = Actor.NOBODY;

  private VirtualTime(Instant start, long seed) {
    this.start = start;
    this.random = new Random(seed);
  }

  /**
   * A clock that begins at {@code start}; {@code seed} decides who of several runnable actors goes
   * next.
   */
  public static VirtualTime startingAt(Instant start, long seed) {
    return new VirtualTime(start, seed);
  }

  /** A clock that begins at 2025-01-01T00:00:00Z, with seed 0. */
  public static VirtualTime create() {
    return new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"), 0);
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Timer schedule(long delayNanos, Runnable action) {
    lock.lock();
    try {
      var alarm = new Alarm(nanos + Math.max(0, delayNanos), created++, action);
      alarms.add(alarm);
      return () -> cancel(alarm);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Alarm alarm) {
    lock.lock();
    try {
      alarms.remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Parker parker() {
    return new VirtualParker(this, Actor.current(this));
  }

  /**
   * Moves the clock by {@code duration}, firing every timer on the way.
   *
   * @throws InterruptedException if the caller is interrupted while it waits for woken threads
   */
  public void advance(Duration duration) throws InterruptedException {
    long target = nanos + duration.toNanos();
    settle();
    while (fireNext(target)) {
      settle();
    }
    lock.lock();
    try {
      nanos = Math.max(nanos, target);
    } finally {
      lock.unlock();
    }
  }

  /** Fires the earliest timer that is due at or before {@code target}; false if there is none. */
  private boolean fireNext(long target) {
    Alarm alarm;
    lock.lock();
    try {
      alarm = alarms.peek();
      if (alarm == null || alarm.at > target) {
        return false;
      }
      alarms.remove();
      nanos = Math.max(nanos, alarm.at);
    } finally {
      lock.unlock();
    }
    alarm.action.run();
    return true;
  }

  /**
   * Waits until every actor waits or has ended, and every thread that was woken in the engine waits
   * again or has left.
   */
  public void settle() throws InterruptedException {
    if (Actor.current(this) != Actor.NOBODY) {
      throw new IllegalStateException("an actor cannot move the clock that it lives by");
    }
    lock.lock();
    try {
      passBaton();
      while (busy > 0 || holder != Actor.NOBODY) {
        quiet.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides from now on by {@code seed} who of several runnable actors goes next, as a new clock
   * would. So one of many runs on the same deployment can be repeated alone.
   */
  public void reseed(long seed) {
    lock.lock();
    try {
      random.setSeed(seed);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts an actor: a thread that runs only while it has the baton. It begins with the next {@link
   * #settle}, {@link #advance} or {@link #run}.
   */
  public Actor spawn(String name, Runnable body) {
    var actor = new Actor(this, name, body);
    lock.lock();
    try {
      runnable.add(actor);
    } finally {
      lock.unlock();
    }
    actor.start();
    return actor;
  }

  /**
   * Runs {@code bodies} to their end as actors.
   *
   * @throws HangException if all that are left wait and no timer can wake them; they are
   *     interrupted
   * @throws InterruptedException if the caller is interrupted
   */
  public void run(Runnable... bodies) throws InterruptedException {
    var actors = new ArrayList<Actor>();
    for (var body : bodies) {
      actors.add(spawn("actor-" + (actors.size() + 1), body));
    }
    settle();
    while (actors.stream().anyMatch(Actor::isAlive)) {
      if (!fireNext(Long.MAX_VALUE)) {
        reportHang(actors);
      }
      settle();
    }
    actors.forEach(Actor::rethrow);
  }

  private void reportHang(List<Actor> actors) throws InterruptedException {
    var waiting = actors.stream().filter(Actor::isAlive).toList();
    var report = new StringBuilder("every actor waits and no timer is left:");
    waiting.forEach(actor -> report.append('\n').append(actor.describe()));
    var hang = new HangException(report.toString());
    actors.forEach(actor -> actor.failure().ifPresent(hang::addSuppressed));
    for (int tries = 0; tries < INTERRUPTS && waiting.stream().anyMatch(Actor::isAlive); tries++) {
      waiting.forEach(Actor::interrupt);
      settle();
    }
    throw hang;
  }

  /**
   * Hands the baton to another runnable actor, or back to the caller, by the seed. Does nothing
   * outside an actor.
   */
  public void yieldBaton() {
    var self = Actor.current(this);
    if (self == Actor.NOBODY) {
      return;
    }
    lock.lock();
    try {
      runnable.add(self);
      holder = Actor.NOBODY;
      passBaton();
    } finally {
      lock.unlock();
    }
    self.awaitBaton();
  }

  /** Lets the calling actor sleep in virtual time. */
  public void sleep(Duration duration) throws InterruptedException {
    try (var parker = parker()) {
      parker.park(nanos + duration.toNanos(), "sleep of " + duration);
    }
  }

  /**
   * With the lock held: gives a free baton to a runnable actor, or tells the controller that all is
   * quiet.
   */
  private void passBaton() {
    if (holder == Actor.NOBODY && !runnable.isEmpty()) {
      holder = runnable.remove(random.nextInt(runnable.size()));
      holder.receiveBaton();
    }
    if (holder == Actor.NOBODY && busy == 0) {
      quiet.signalAll();
    }
  }

  /**
   * A thread that is no actor parks: if it is the one who would settle, an actor must do so now for
   * what it waits for to happen.
   */
  void letActorsRun() {
    lock.lock();
    try {
      passBaton();
    } finally {
      lock.unlock();
    }
  }

  /** The actor stops running: it parks, or has ended. */
  void release(Actor actor) {
    lock.lock();
    try {
      if (holder == actor) {
        holder = Actor.NOBODY;
      }
      passBaton();
    } finally {
      lock.unlock();
    }
  }

  /** The actor wants to run again. */
  void makeRunnable(Actor actor) {
    lock.lock();
    try {
      runnable.add(actor);
      // The baton moves when its holder lets go, or when the controller settles; so the waker's own
      // work comes first.
    } finally {
      lock.unlock();
    }
  }

  /** Counts unmanaged threads that run in the engine after a wake-up. */
  void countBusy(int change) {
    lock.lock();
    try {
      busy += change;
      if (busy == 0 && holder == Actor.NOBODY) {
        passBaton();
      }
    } finally {
      lock.unlock();
    }
  }

  ReentrantLock lock() {
    return lock;
  }

  private record Alarm(long at, long order, Runnable action) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }
}

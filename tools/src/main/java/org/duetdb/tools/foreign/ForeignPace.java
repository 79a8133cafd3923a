package org.duetdb.tools.foreign;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.duetdb.tools.run.Pace;
import org.duetdb.tools.run.RunInterruptedException;
import org.duetdb.tools.schedule.Head;
import org.jspecify.annotations.Nullable;

/**
 * Real time: comes to rest when every session has ended its step or is known to wait. What it tells
 * of the time is the schedule's, so that it is the same in every run. The steps themselves take
 * real time too; what they have taken more than the schedule says, a pause takes less, so that an
 * engine's own timers end in the pause in which they should.
 */
final class ForeignPace implements Pace {
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(2);

  /** How long nothing but waits must be seen, because an engine may look for deadlocks late. */
  private static final Duration STILLNESS = Duration.ofMillis(25);

  private final Duration patience;

  /** How much of a schedule's time passes in the same real time. */
  private final double haste;

  private final Supplier<Set<String>> blocked;
  private final Map<String, Work> working = new ConcurrentHashMap<>();
  private long scheduleNanos;

  /**
   * When the first step came to rest, in real time and in the schedule's. Not when it began: its
   * first statement may take long, and the engine counts a transaction's life from its begin, which
   * lies before its rest. So what must end within a pause does, however slow the machine is.
   */
  private long restNanos;

  private long restInSchedule = -1;

  /**
   * With what tells who waits.
   *
   * @param patience how long a step that is not known to wait may take before it is taken to
   * @param realLifetime the real time that a transaction's lifetime takes
   * @param blocked the sessions that the engine knows to wait just now
   */
  ForeignPace(Duration patience, Duration realLifetime, Supplier<Set<String>> blocked) {
    this.patience = patience;
    this.haste = (double) Head.LIFETIME.toNanos() / realLifetime.toNanos();
    this.blocked = blocked;
  }

  private static final class Work {
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    Work(String session, Runnable body) {
      thread = new Thread(() -> run(body), session);
      thread.setDaemon(true);
    }

    private void run(Runnable body) {
      try {
        body.run();
      } catch (RuntimeException thrown) {
        failure = thrown;
      }
    }

    void rethrow() {
      var thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  @Override
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(scheduleNanos);
  }

  @Override
  public Running start(String session, Runnable work) {
    var started = new Work(session, work);
    working.put(session, started);
    started.thread.start();
    return started::rethrow;
  }

  @Override
  public void settle() {
    boolean first = restInSchedule < 0 && !working.isEmpty();
    comeToRest();
    if (first) {
      restNanos = RealTime.nanoTime();
      restInSchedule = scheduleNanos;
    }
  }

  private void comeToRest() {
    long begun = RealTime.nanoTime();
    long still = begun;
    while (isAnybodyWorking() && RealTime.nanoTime() - begun < patience.toNanos()) {
      if (!blocked.get().containsAll(working.keySet())) {
        still = RealTime.nanoTime();
      } else if (RealTime.nanoTime() - still >= STILLNESS.toNanos()) {
        return;
      }
      sleep(POLL);
    }
  }

  private boolean isAnybodyWorking() {
    working.values().removeIf(work -> !work.thread.isAlive());
    return !working.isEmpty();
  }

  @Override
  public Duration tick() {
    return TICK;
  }

  @Override
  public void advance(Duration duration) {
    scheduleNanos += duration.toNanos();
    long due = restNanos + (long) ((scheduleNanos - Math.max(0, restInSchedule)) / haste);
    sleep(Duration.ofNanos(Math.max(0, due - RealTime.nanoTime())));
    settle();
  }

  private static void sleep(Duration duration) {
    try {
      RealTime.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunInterruptedException(interrupted);
    }
  }
}

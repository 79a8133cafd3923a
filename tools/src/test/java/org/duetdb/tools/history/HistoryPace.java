package org.duetdb.tools.history;

import java.time.Duration;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.tools.run.Pace;

/** Virtual time that begins anew with each history. */
final class HistoryPace implements Pace {
  private final VirtualTime time = VirtualTime.create();
  private long start;

  VirtualTime time() {
    return time;
  }

  /** What follows depends on {@code seed} alone. */
  void begin(long seed) {
    time.reseed(seed);
    start = time.nanoTime();
  }

  @Override
  public long millis() {
    return Duration.ofNanos(time.nanoTime() - start).toMillis();
  }

  @Override
  public Running start(String session, Runnable work) {
    return time.spawn(session, work)::rethrow;
  }

  @Override
  public void settle() {
    try {
      time.settle();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public Duration tick() {
    return Duration.ofMillis(10);
  }

  @Override
  public void advance(Duration duration) {
    try {
      time.advance(duration);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}

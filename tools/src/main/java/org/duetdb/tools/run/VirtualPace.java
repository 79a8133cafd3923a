package org.duetdb.tools.run;

import java.time.Duration;
import org.duetdb.api.time.VirtualTime;

/** Virtual time: nothing happens but what the runner starts and the timers that it fires. */
final class VirtualPace implements Pace {
  private static final Duration TICK = Duration.ofMillis(10);

  private final VirtualTime time;
  private final long start;

  VirtualPace(VirtualTime time) {
    this.time = time;
    this.start = time.nanoTime();
  }

  @Override
  public long millis() {
    return Duration.ofNanos(time.nanoTime() - start).toMillis();
  }

  @Override
  public Running start(String session, Runnable work) {
    var actor = time.spawn(session, work);
    return actor::rethrow;
  }

  @Override
  public void settle() {
    try {
      time.settle();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  @Override
  public Duration tick() {
    return TICK;
  }

  @Override
  public void advance(Duration duration) {
    try {
      time.advance(duration);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static RunInterruptedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RunInterruptedException(cause);
  }
}

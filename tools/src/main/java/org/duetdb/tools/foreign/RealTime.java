package org.duetdb.tools.foreign;

import java.time.Duration;
import org.duetdb.api.time.SystemTime;

/** The machine's time, in which engines other than Duet live. */
final class RealTime {
  private static final SystemTime TIME = SystemTime.create();

  private RealTime() {}

  /** Nanoseconds since some moment. */
  static long nanoTime() {
    return TIME.nanoTime();
  }

  /** Lets time pass. */
  static void sleep(Duration duration) throws InterruptedException {
    try (var parker = TIME.parker()) {
      parker.park(TIME.nanoTime() + duration.toNanos(), "time to pass");
    }
  }
}

package org.duetdb.tools.foreign;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.duetdb.tools.run.Arena;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.schedule.Schedule;

/** An engine other than Duet, at one level. */
final class ForeignContender implements Contender {
  private final String key;
  private final String title;
  private final Function<Duration, Arena> arena;

  /**
   * With what opens a place in it.
   *
   * @param arena is told the real time that a transaction's lifetime takes
   */
  ForeignContender(String key, String title, Function<Duration, Arena> arena) {
    this.key = key;
    this.title = title;
    this.arena = arena;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String title(Schedule schedule) {
    return String.format(
        Locale.ROOT,
        "%s; real_lifetime: 60 s take %,d ms",
        title,
        schedule.head().realLifetime().toMillis());
  }

  @Override
  public Arena open(Schedule schedule) {
    return arena.apply(schedule.head().realLifetime());
  }
}

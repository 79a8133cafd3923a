package org.duetdb.tools.foreign;

import java.util.function.Supplier;
import org.duetdb.tools.run.Arena;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.schedule.Schedule;

/** An engine other than Duet, at one level. */
final class ForeignContender implements Contender {
  private final String key;
  private final String title;
  private final Supplier<Arena> arena;

  ForeignContender(String key, String title, Supplier<Arena> arena) {
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
  public Arena open(Schedule schedule) {
    return arena.get();
  }
}

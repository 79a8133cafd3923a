package org.duetdb.tools.schedule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One thing that happens in a permutation. */
public sealed interface Move {
  /** As a permutation line writes it. */
  String describe();

  /**
   * A step begins.
   *
   * @param markers when its end may be reported, besides when it comes
   */
  record Launch(Step step, List<Marker> markers) implements Move {
    /** Copies the list. */
    public Launch {
      markers = List.copyOf(markers);
    }

    @Override
    public String describe() {
      return markers.isEmpty()
          ? step.name()
          : step.name()
              + markers.stream().map(Marker::describe).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /** Time passes; only timers happen. */
  record Advance(Duration duration) implements Move {
    @Override
    public String describe() {
      long millis = duration.toMillis();
      return "advance " + (millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms");
    }
  }
}

package org.duetdb.tools.stage;

import java.time.Duration;
import java.time.Instant;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.VirtualTime;

/** Virtual time: minutes pass in milliseconds. */
public final class VirtualStage implements Stage {
  private final VirtualTime time;

  /** A stage whose clock begins at {@code start}. */
  public VirtualStage(Instant start) {
    this.time = VirtualTime.startingAt(start, 0);
  }

  @Override
  public TimeSource time() {
    return time;
  }

  @Override
  public void pass(Duration duration) {
    try {
      time.advance(duration);
    } catch (InterruptedException interrupted) {
      throw new InterruptedStageException(interrupted);
    }
  }

  @Override
  public Acting begin(String name, Runnable part) {
    var actor = time.spawn(name, part);
    try {
      time.settle();
    } catch (InterruptedException interrupted) {
      throw new InterruptedStageException(interrupted);
    }
    return () -> {
      actor.rethrow();
      return !actor.isAlive();
    };
  }
}

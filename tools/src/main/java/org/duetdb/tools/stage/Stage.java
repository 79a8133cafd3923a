package org.duetdb.tools.stage;

import java.time.Duration;
import org.duetdb.api.time.TimeSource;

/** The time of a scene, and who acts in it at the same time. */
public interface Stage {
  /** The time that the scene's deployment lives by. */
  TimeSource time();

  /** Lets time pass. */
  void pass(Duration duration);

  /** Has an actor, on whose thread this is called, sleep. */
  default void sleep(Duration duration) {
    try (var parker = time().parker()) {
      parker.park(time().nanoTime() + duration.toNanos(), "its next step");
    } catch (InterruptedException interrupted) {
      throw new InterruptedStageException(interrupted);
    }
  }

  /** Lets an actor begin; returns when it waits or has ended, as far as one can tell. */
  Acting begin(String name, Runnable part);

  /** An actor's part. */
  interface Acting {
    /** Whether the actor has come to the end. Throws what the part threw. */
    boolean hasEnded();
  }
}

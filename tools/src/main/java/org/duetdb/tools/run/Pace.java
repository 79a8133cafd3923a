package org.duetdb.tools.run;

import java.time.Duration;

/** How time passes for the sessions of an arena. */
public interface Pace {
  /** The time since the arena was opened. */
  long millis();

  /** Begins {@code work} in a thread of its own, named for the session. */
  Running start(String session, Runnable work);

  /** Returns when all work that was started has ended or waits in the engine. */
  void settle();

  /** In steps of which size time should pass, so that the moment of what happens is known. */
  Duration tick();

  /** Lets time pass; then settles. */
  void advance(Duration duration);

  /** Work under way. */
  @FunctionalInterface
  interface Running {
    /** Throws what the work threw, if it did. */
    void rethrow();
  }
}

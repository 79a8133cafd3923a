package org.duetdb.tools.run;

import java.util.Optional;
import org.duetdb.tools.schedule.Script;

/**
 * One session of an arena. Used by one thread at a time, except for {@link #state} and {@link
 * #cancel}.
 */
public interface Client extends AutoCloseable {
  /**
   * What the session would run for that script; empty if the script has no form in its language.
   */
  Optional<String> text(Script script);

  /** Runs the script to its end or its first error; waits where the engine waits. */
  Outcome perform(Script script);

  /** The session's transaction just now; callable by any thread. */
  TransactionState state();

  /** Ends the statement under way with an error, also when it waits; callable by any thread. */
  void cancel();

  /** Ends the session; what it has not committed is rolled back. */
  @Override
  void close();
}

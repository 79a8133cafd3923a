package org.duetdb.tools.run;

import java.util.Optional;
import java.util.function.Supplier;
import org.duetdb.tools.schedule.Script;
import org.duetdb.tools.schedule.Step;
import org.jspecify.annotations.Nullable;

/**
 * One session of a run: its client, the step it is busy with, and what is known of its transaction.
 */
final class Lane {
  private final String name;
  private final Client client;
  private final Pace pace;
  private final Supplier<Moment> clock;
  private TransactionState known = TransactionState.NONE;
  private volatile @Nullable StepRun run;
  private Pace.@Nullable Running running;

  Lane(String name, Client client, Pace pace, Supplier<Moment> clock) {
    this.name = name;
    this.client = client;
    this.pace = pace;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  /** What the session runs for {@code script}. */
  String text(Script script, String what) {
    return client
        .text(script)
        .orElseThrow(() -> new ScheduleFault(what + " has no form in the contender's language"));
  }

  /** Gives the step to the session. */
  StepRun begin(Step step) {
    var begun = new StepRun(step, text(step.script(), "step " + step.name()), clock.get());
    run = begun;
    running = pace.start(name, () -> begun.perform(client, clock));
    return begun;
  }

  /** The step that the session is busy with. */
  Optional<StepRun> busyWith() {
    return Optional.ofNullable(run).filter(current -> !current.hasEnded());
  }

  /** Whether the session has a step that has not ended. */
  boolean isBusy() {
    return busyWith().isPresent();
  }

  /**
   * Notes whom the session's step waits for; throws the fault that a step ended with, if it did.
   */
  void look(Arena arena) {
    var current = run;
    var thread = running;
    if (current != null && !current.hasEnded()) {
      arena.waiting(name, clock).ifPresentOrElse(current::sawWait, () -> current.sawRest(clock));
    } else if (thread != null) {
      thread.rethrow();
    }
  }

  /** Whether the session's transaction has died since the last look, without a step of its own. */
  boolean wasCancelled() {
    if (isBusy()) {
      return false;
    }
    var now = client.state();
    boolean cancelled =
        known == TransactionState.OPEN && now == TransactionState.FAILED && !failedByItself();
    known = now;
    return cancelled;
  }

  private boolean failedByItself() {
    var current = run;
    return current != null && current.after() == TransactionState.FAILED;
  }

  /** Makes a waiting step end. */
  void giveUp() {
    var current = run;
    if (current != null && !current.hasEnded()) {
      current.giveUp();
      client.cancel();
    }
  }

  /** Ends the session and what it has left open; nothing happens the second time. */
  void close() {
    client.close();
  }

  /** Runs a setup, teardown or outcome script to its end. */
  Outcome perform(Script script) {
    return client.perform(script);
  }
}

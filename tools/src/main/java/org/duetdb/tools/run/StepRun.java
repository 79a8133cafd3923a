package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.duetdb.tools.schedule.Step;
import org.jspecify.annotations.Nullable;

/** A step under way. The runner's thread owns it; the step's own thread writes the end, once. */
final class StepRun {
  private final Step step;
  private final String text;
  private final Moment begun;
  private final List<Wait> waits = new ArrayList<>();
  private volatile boolean givenUp;
  private volatile @Nullable End end;

  StepRun(Step step, String text, Moment begun) {
    this.step = step;
    this.text = text;
    this.begun = begun;
  }

  /** The step's own thread does its work here. */
  void perform(Client client, Supplier<Moment> clock) {
    Outcome outcome = new Outcome.Unfinished(); // stays so if the client throws a fault
    try {
      var performed = client.perform(step.script());
      outcome = givenUp ? outcome : performed;
    } finally {
      end = new End(outcome, client.state(), clock.get());
    }
  }

  String name() {
    return step.name();
  }

  boolean hasEnded() {
    return end != null;
  }

  /** The error with which the step will end is not its own. */
  void giveUp() {
    givenUp = true;
  }

  /** The runner saw the step wait; only a wait for somebody else than before is news. */
  void sawWait(Wait wait) {
    if (waits.isEmpty() || !waits.get(waits.size() - 1).holders().equals(wait.holders())) {
      waits.add(wait);
    }
  }

  /**
   * The step has not ended, though everything has come to rest: it waits, nobody can tell for whom.
   */
  void sawRest(Supplier<Moment> clock) {
    if (waits.isEmpty()) {
      waits.add(new Wait(clock.get(), List.of(), "", ""));
    }
  }

  /**
   * The trace of a step that has ended.
   *
   * @param chronicle what the engine has told; empty if it tells nothing
   */
  StepTrace trace(Optional<Chronicle.Told> chronicle) {
    var done = ended();
    return new StepTrace(
        step.name(),
        step.session(),
        text,
        begun,
        waits,
        done.moment(),
        done.outcome(),
        done.after(),
        chronicle.map(told -> told.readings(this)).orElse(List.of()),
        chronicle.map(told -> told.retries(this)).orElse(List.of()),
        chronicle.map(told -> told.commits(this)).orElse(List.of()));
  }

  /** The session's transaction after a step that has ended. */
  TransactionState after() {
    return ended().after();
  }

  private End ended() {
    var done = end;
    if (done == null) {
      throw new IllegalStateException("step " + step.name() + " has not ended");
    }
    return done;
  }

  private record End(Outcome outcome, TransactionState after, Moment moment) {}
}

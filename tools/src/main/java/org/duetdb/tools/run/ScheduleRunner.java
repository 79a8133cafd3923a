package org.duetdb.tools.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duetdb.tools.schedule.Move;
import org.duetdb.tools.schedule.Permutation;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.Script;

/**
 * Plays one permutation of a schedule against one contender. Each step is given to its session, and
 * then the engine is let come to rest, so that the step has ended or waits; a step that waits is
 * looked at again after every later move. A permutation that asks a waiting session for its next
 * step gets {@link #PATIENCE}; if that does not help, it cannot happen and ends there.
 */
public final class ScheduleRunner {
  /** How long the runner lets time pass for a wait that only a timer can end. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Schedule schedule;
  private final Director director;
  private final Contender contender;
  private final Arena arena;
  private final Pace pace;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final List<StepRun> runs = new ArrayList<>();
  private final List<Trace.Cancellation> cancellations = new ArrayList<>();
  private final List<Move> played = new ArrayList<>();
  private final AtomicInteger order = new AtomicInteger();
  private final Chronicle chronicle = new Chronicle(this::moment, this::stepOf);
  private final boolean isTold;
  private long start;

  private ScheduleRunner(Schedule schedule, Director director, Contender contender, Arena arena) {
    this.schedule = schedule;
    this.director = director;
    this.contender = contender;
    this.arena = arena;
    this.pace = arena.pace();
    isTold = arena.observe(chronicle);
  }

  /**
   * Plays {@code permutation} in a place of its own and returns what happened. Why it could not be
   * played to its end, if so, is in the trace.
   *
   * @throws RunInterruptedException if the calling thread is interrupted
   */
  public static Trace run(Schedule schedule, Permutation permutation, Contender contender) {
    try (var arena = contender.open(schedule)) {
      var director = Director.of(permutation);
      return new ScheduleRunner(schedule, director, contender, arena).play(permutation);
    }
  }

  /**
   * Plays what {@code director} decides, move by move, in a place of its own and returns what
   * happened. The trace's permutation is what was played; running that again does the same.
   *
   * @throws RunInterruptedException if the calling thread is interrupted
   */
  public static Trace run(Schedule schedule, Director director, Contender contender) {
    try (var arena = contender.open(schedule)) {
      var runner = new ScheduleRunner(schedule, director, contender, arena);
      var trace = runner.play(new Permutation(Optional.empty(), List.of(), List.of()));
      return trace.of(new Permutation(Optional.empty(), runner.played, List.of()));
    }
  }

  private Trace play(Permutation permutation) {
    var own = newLane("setup");
    try {
      prepare(own);
      for (var move = next(); move.isPresent(); move = next()) {
        played.add(move.get());
        perform(move.get());
      }
      letEnd(List.copyOf(lanes.values()));
      giveUp();
      tearDownSessions();
      chronicle.close();
      var outcome = outcome(own);
      // A transaction that a session has left open must not keep the teardown waiting for ever.
      lanes.values().forEach(Lane::close);
      schedule.teardown().ifPresent(script -> runToEnd(own, script, "teardown"));
      return trace(permutation, outcome, Optional.empty());
    } catch (ScheduleFault fault) {
      giveUp();
      return trace(permutation, List.of(), Optional.of(fault.reason()));
    } finally {
      lanes.values().forEach(Lane::close);
      own.close();
    }
  }

  private Optional<Move> next() {
    return director.next(session -> !lane(session).isBusy());
  }

  private Trace trace(Permutation permutation, List<Row> outcome, Optional<String> fault) {
    var told = isTold ? Optional.of(chronicle.told()) : Optional.<Chronicle.Told>empty();
    return new Trace(
        contender.key(),
        contender.title(schedule),
        permutation,
        runs.stream().map(run -> run.trace(told)).toList(),
        cancellations,
        outcome,
        fault,
        told.map(Chronicle.Told::versions));
  }

  private Lane newLane(String name) {
    return new Lane(name, arena.connect(name), pace, this::moment);
  }

  private Lane lane(String name) {
    return Objects.requireNonNull(lanes.get(name));
  }

  private Optional<StepRun> stepOf(String session) {
    return Optional.ofNullable(lanes.get(session)).flatMap(Lane::busyWith);
  }

  private Moment moment() {
    return new Moment(order.getAndIncrement(), pace.millis() - start);
  }

  private void prepare(Lane own) {
    for (var script : schedule.setups()) {
      runToEnd(own, script, "setup");
    }
    for (var plan : schedule.sessions()) {
      var lane = newLane(plan.name());
      lanes.put(plan.name(), lane);
      plan.setup().ifPresent(script -> runToEnd(lane, script, "setup of " + plan.name()));
    }
    start = pace.millis();
    chronicle.begin();
  }

  private void tearDownSessions() {
    for (var plan : schedule.sessions()) {
      var lane = lane(plan.name());
      plan.teardown().ifPresent(script -> runToEnd(lane, script, "teardown of " + plan.name()));
    }
  }

  private List<Row> outcome(Lane own) {
    if (schedule.outcome().isEmpty()) {
      return arena.data();
    }
    var done = runToEnd(own, schedule.outcome().get(), "outcome");
    var last = done.results().get(done.results().size() - 1);
    if (last instanceof StatementResult.Rows rows) {
      return rows.rows();
    }
    throw new ScheduleFault("the outcome script must end with a query");
  }

  private void perform(Move move) {
    if (move instanceof Move.Advance advance) {
      pass(advance.duration());
      return;
    }
    var launch = (Move.Launch) move;
    var lane = lane(launch.step().session());
    letEnd(List.of(lane));
    if (lane.isBusy()) {
      throw new ScheduleFault(
          "step "
              + launch.step().name()
              + " cannot begin, because session "
              + lane.name()
              + " still waits");
    }
    runs.add(lane.begin(launch.step()));
    settle();
    pass(schedule.head().pace());
  }

  /** Lets time pass and notes what happens meanwhile. */
  private void pass(Duration duration) {
    var tick = pace.tick();
    for (var left = duration; left.compareTo(Duration.ZERO) > 0; left = left.minus(tick)) {
      pace.advance(left.compareTo(tick) < 0 ? left : tick);
      look();
    }
  }

  private void settle() {
    pace.settle();
    look();
  }

  private void look() {
    for (var lane : lanes.values()) {
      lane.look(arena);
      if (lane.wasCancelled()) {
        cancellations.add(new Trace.Cancellation(lane.name(), moment()));
      }
    }
  }

  /** Lets time pass while one of {@code some} waits, but not longer than {@link #PATIENCE}. */
  private void letEnd(List<Lane> some) {
    long deadline = pace.millis() + PATIENCE.toMillis();
    while (some.stream().anyMatch(Lane::isBusy) && pace.millis() < deadline) {
      pass(pace.tick());
    }
  }

  private void giveUp() {
    // Again and again, because the end of one may let another go on to its next wait.
    for (int round = 0; round <= runs.size(); round++) {
      for (var lane : lanes.values()) {
        lane.giveUp();
        pace.settle();
      }
    }
  }

  private Outcome.Done runToEnd(Lane lane, Script script, String what) {
    lane.text(script, "the " + what);
    var outcome = lane.perform(script);
    if (outcome instanceof Outcome.Done done) {
      return done;
    }
    var failure = ((Outcome.Failed) outcome).failure();
    throw new ScheduleFault(
        "the " + what + " failed with " + failure.describe() + ": " + failure.message());
  }
}

package org.duetdb.tools.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.duetdb.api.IsolationLevel;
import org.duetdb.tools.run.Director;
import org.duetdb.tools.run.ScheduleRunner;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.schedule.Head;
import org.duetdb.tools.schedule.Move;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.Script;
import org.duetdb.tools.schedule.SessionPlan;
import org.duetdb.tools.schedule.Step;

/**
 * A history that a seed decides: what the sessions do, in which language, and who goes next.
 *
 * @param trace what the schedule runner saw
 * @param history what the sessions saw
 */
record SeededHistory(Trace trace, History history) {
  private static final Head HEAD =
      new Head("", "", "", Duration.ZERO, Head.DEFAULT_REAL_LIFETIME, "");
  private static final int FEWEST_SESSIONS = 2;
  private static final int MOST_SESSIONS = 4;
  private static final int MOST_TRANSACTIONS = 3;

  /** Which languages the sessions of a history speak. */
  enum Mix {
    DOCUMENTS("d"),
    SQL("s"),
    MIXED("ds");

    private final String letters;

    Mix(String letters) {
      this.letters = letters;
    }
  }

  static SeededHistory run(
      long seed, Mix mix, IsolationLevel level, HistoryContender contender, HistoryPace pace) {
    var random = new Random(seed);
    var schedule = schedule(mix, level, contender.keys(), random);
    pace.begin(seed);
    var trace = ScheduleRunner.run(schedule, new ByChance(schedule, random), contender);
    trace
        .fault()
        .ifPresent(
            fault -> {
              throw new AssertionError(fault);
            });
    return new SeededHistory(trace, contender.history());
  }

  private static Schedule schedule(Mix mix, IsolationLevel level, Keys keys, Random random) {
    var tasks = new RandomTasks(keys, level, random, 0, 1);
    var sessions = new ArrayList<SessionPlan>();
    int count = FEWEST_SESSIONS + random.nextInt(MOST_SESSIONS - FEWEST_SESSIONS + 1);
    for (int i = 0; i < count; i++) {
      char letter = mix.letters.charAt(i % mix.letters.length());
      sessions.add(session("" + letter + i, letter == 'd', tasks, random));
    }
    return new Schedule(
        "history",
        HEAD,
        List.of(),
        Optional.empty(),
        sessions,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static SessionPlan session(
      String name, boolean documents, RandomTasks tasks, Random random) {
    var steps = new ArrayList<Step>();
    int transactions = 1 + random.nextInt(MOST_TRANSACTIONS);
    for (int i = 0; i < transactions; i++) {
      for (var task : tasks.next(documents)) {
        var step = name + "." + steps.size();
        steps.add(new Step(step, name, Script.ofSql(task)));
      }
    }
    return new SessionPlan(name, Optional.empty(), steps, Optional.empty());
  }

  /** Lets one of the sessions go on that can. */
  private static final class ByChance implements Director {
    private final List<SessionPlan> sessions;
    private final Map<String, Integer> done = new HashMap<>();
    private final Random random;

    ByChance(Schedule schedule, Random random) {
      this.sessions = schedule.sessions();
      this.random = random;
    }

    @Override
    public Optional<Move> next(Predicate<String> free) {
      var ready =
          sessions.stream()
              .filter(plan -> done.getOrDefault(plan.name(), 0) < plan.steps().size())
              .filter(plan -> free.test(plan.name()))
              .toList();
      if (ready.isEmpty()) {
        return Optional.empty();
      }
      var plan = ready.get(random.nextInt(ready.size()));
      int step = done.merge(plan.name(), 1, Integer::sum) - 1;
      return Optional.of(new Move.Launch(plan.steps().get(step), List.of()));
    }
  }
}

package org.duetdb.tools.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.ScheduleRunner;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.schedule.Move;
import org.duetdb.tools.schedule.Permutation;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.SessionPlan;

/**
 * Proves that a history is serializable by finding the order: runs the sessions that committed one
 * after another, in every order, until each step returns what it returned and the same is left. For
 * schedules whose sessions are one transaction each.
 */
final class SerialOrders {
  private final Schedule schedule;
  private final Contender contender;

  SerialOrders(Schedule schedule, Contender contender) {
    this.schedule = schedule;
    this.contender = contender;
  }

  /** Whether some order of the sessions that committed does what {@code trace} did. */
  boolean explain(Trace trace) {
    var failed =
        trace.steps().stream()
            .filter(step -> !(step.outcome() instanceof Outcome.Done))
            .map(StepTrace::session)
            .collect(Collectors.toSet());
    var committed =
        schedule.sessions().stream().filter(plan -> !failed.contains(plan.name())).toList();
    return explain(trace, new ArrayList<>(), committed);
  }

  private boolean explain(Trace trace, List<SessionPlan> order, List<SessionPlan> left) {
    if (left.isEmpty()) {
      return sameAs(trace, order);
    }
    for (var next : left) {
      var longer = new ArrayList<>(order);
      longer.add(next);
      if (explain(trace, longer, left.stream().filter(one -> one != next).toList())) {
        return true;
      }
    }
    return false;
  }

  private boolean sameAs(Trace trace, List<SessionPlan> order) {
    var begun = trace.steps().stream().map(StepTrace::step).collect(Collectors.toSet());
    var moves =
        order.stream()
            .flatMap(plan -> plan.steps().stream())
            .filter(step -> begun.contains(step.name()))
            .map(step -> (Move) new Move.Launch(step, List.of()))
            .toList();
    var serial =
        ScheduleRunner.run(
            schedule, new Permutation(Optional.empty(), moves, List.of()), contender);
    return answers(serial).equals(answers(trace, serial)) && left(serial).equals(left(trace));
  }

  private static Set<String> answers(Trace trace) {
    return answers(trace, trace);
  }

  /** What the steps of {@code chosen} returned in {@code trace}. */
  private static Set<String> answers(Trace trace, Trace chosen) {
    var names = chosen.steps().stream().map(StepTrace::step).collect(Collectors.toSet());
    var answers = new HashSet<String>();
    for (var step : trace.steps()) {
      if (names.contains(step.step())) {
        answers.add(step.step() + PostgresJudge.rows(step) + PostgresJudge.state(step));
      }
    }
    return answers;
  }

  /** What is left, in any order, without generated keys. */
  private static List<String> left(Trace trace) {
    return trace.outcome().stream().map(SerialOrders::bare).sorted().toList();
  }

  private static String bare(Row row) {
    var fields = new ArrayList<String>();
    for (int i = 0; i < row.names().size(); i++) {
      if (!row.values().get(i).startsWith("ObjectId(")) {
        fields.add(row.names().get(i) + "=" + row.values().get(i));
      }
    }
    return fields.toString();
  }
}

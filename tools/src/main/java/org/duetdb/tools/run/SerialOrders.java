package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.tools.run.CommittedWork.Transaction;
import org.duetdb.tools.schedule.Move;
import org.duetdb.tools.schedule.Permutation;
import org.duetdb.tools.schedule.Schedule;

/**
 * Runs the committed transactions of traces one after another. What has been run once is
 * remembered, because the permutations of a schedule have most orders in common. For one thread.
 */
final class SerialOrders {
  /** More orders than that are not tried. */
  static final int MOST = 120;

  private final Schedule schedule;
  private final Contender contender;
  private final Map<List<Move>, Trace> played = new HashMap<>();

  SerialOrders(Schedule schedule, Contender contender) {
    this.schedule = schedule;
    this.contender = contender;
  }

  /** Whether, and why not, some order gives what {@code trace} gave. */
  Explanation explain(Trace trace) {
    if (trace.fault().isPresent()) {
      return new Explanation.Untold("the permutation was not run to its end");
    }
    var work = CommittedWork.of(schedule, trace);
    if (work.isEmpty()) {
      return new Explanation.Serial(List.of(), true);
    }
    var orders = orders(work);
    if (orders.size() > MOST) {
      return new Explanation.Untold(
          work.size() + " transactions can follow each other in more than " + MOST + " orders");
    }
    var runs = new ArrayList<SerialRun>();
    for (var order : orders) {
      var serial = play(order);
      if (serial.fault().isPresent()) {
        return new Explanation.Untold(
            "they cannot be run one after another: " + serial.fault().get());
      }
      runs.add(new SerialRun(order, serial));
    }
    return new SerialEvidence(trace, work, runs).explanation();
  }

  private Trace play(List<Transaction> order) {
    var moves =
        order.stream()
            .flatMap(transaction -> transaction.steps().stream())
            .map(part -> (Move) new Move.Launch(part.step(), List.of()))
            .toList();
    return played.computeIfAbsent(
        moves,
        all ->
            ScheduleRunner.run(
                schedule, new Permutation(Optional.empty(), all, List.of()), contender));
  }

  /** All orders that keep each session's own; one more than {@link #MOST} at the most. */
  private static List<List<Transaction>> orders(List<Transaction> work) {
    var found = new ArrayList<List<Transaction>>();
    extend(new ArrayList<>(), work, found);
    return found;
  }

  private static void extend(
      List<Transaction> order, List<Transaction> left, List<List<Transaction>> found) {
    if (left.isEmpty()) {
      found.add(List.copyOf(order));
      return;
    }
    for (var next : left) {
      boolean isFirstOfItsSession =
          left.stream().filter(one -> one.session().equals(next.session())).findFirst().get()
              == next;
      if (isFirstOfItsSession && found.size() <= MOST) {
        order.add(next);
        extend(order, left.stream().filter(one -> one != next).toList(), found);
        order.remove(order.size() - 1);
      }
    }
  }
}

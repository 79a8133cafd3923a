package org.duetdb.tools.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.duetdb.tools.run.CommittedWork.Part;
import org.duetdb.tools.run.CommittedWork.Transaction;
import org.duetdb.tools.run.Dependency.Kind;

/**
 * Holds a trace against all serial runs of its transactions. Whatever a step gave, or whatever is
 * left, comes of some of the orders only; what those have in common is a dependency. Pure.
 */
final class SerialEvidence {
  private final Trace trace;
  private final List<Transaction> work;
  private final List<SerialRun> runs;
  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<String> never = new ArrayList<>();

  SerialEvidence(Trace trace, List<Transaction> work, List<SerialRun> runs) {
    this.trace = trace;
    this.work = work;
    this.runs = runs;
  }

  Explanation explanation() {
    var same = runs.stream().filter(this::gaveTheSame).toList();
    if (!same.isEmpty()) {
      return new Explanation.Serial(
          same.get(0).order().stream().map(Transaction::name).toList(), same.size() == runs.size());
    }
    for (var transaction : work) {
      transaction.steps().forEach(part -> ofStep(transaction, part));
    }
    ofOutcome();
    return new Explanation.Contradiction(dependencies, cycle(), never);
  }

  private boolean gaveTheSame(SerialRun run) {
    return leftTheSame(run)
        && work.stream()
            .flatMap(transaction -> transaction.steps().stream())
            .allMatch(part -> run.answer(part).equals(SerialRun.text(part.results())));
  }

  private boolean leftTheSame(SerialRun run) {
    return SerialRun.rows(run.trace().outcome()).equals(SerialRun.rows(trace.outcome()));
  }

  private void ofStep(Transaction reader, Part part) {
    var got = SerialRun.text(part.results());
    Predicate<SerialRun> same = run -> run.answer(part).equals(got);
    var step = part.step().name();
    if (runs.stream().noneMatch(same)) {
      never.add(step + " gave " + got);
      return;
    }
    for (var other : work) {
      if (other == reader) {
        continue;
      }
      demanded(reader, other, same, reader)
          .ifPresent(
              against ->
                  add(
                      reader,
                      other,
                      Kind.RW,
                      step,
                      got,
                      against.answer(part),
                      "after " + other.name()));
      demanded(other, reader, same, reader)
          .ifPresent(
              against ->
                  add(
                      other,
                      reader,
                      Kind.WR,
                      step,
                      got,
                      against.answer(part),
                      "before " + other.name()));
    }
  }

  private void add(
      Transaction from,
      Transaction to,
      Kind kind,
      String step,
      String got,
      String otherwise,
      String where) {
    dependencies.add(
        new Dependency(
            from.name(),
            to.name(),
            kind,
            step + " gave " + got + "; " + where + " it gives " + otherwise));
  }

  private void ofOutcome() {
    if (runs.stream().noneMatch(this::leftTheSame)) {
      never.add("left is " + SerialRun.rows(trace.outcome()));
      return;
    }
    for (var from : work) {
      for (var to : work) {
        if (from != to) {
          demanded(from, to, this::leftTheSame, from)
              .ifPresent(
                  against ->
                      dependencies.add(
                          new Dependency(
                              from.name(),
                              to.name(),
                              Kind.WW,
                              "left is "
                                  + SerialRun.rows(trace.outcome())
                                  + "; the other way round it is "
                                  + SerialRun.rows(against.trace().outcome()))));
        }
      }
    }
  }

  /**
   * If all runs that are the same have {@code from} before {@code to}: one that has not, to be told
   * as what would have been, with as few as can be before {@code observer}.
   */
  private Optional<SerialRun> demanded(
      Transaction from, Transaction to, Predicate<SerialRun> same, Transaction observer) {
    boolean always = runs.stream().filter(same).allMatch(run -> run.isBefore(from, to));
    return always
        ? runs.stream()
            .filter(run -> !run.isBefore(from, to))
            .min(Comparator.comparingInt(run -> run.order().indexOf(observer)))
        : Optional.empty();
  }

  /** A shortest cycle of dependencies; empty if there is none. */
  private List<Dependency> cycle() {
    List<Dependency> shortest = List.of();
    for (var start : dependencies) {
      var path = new ArrayList<>(path(start.to(), start.from()));
      if (!path.isEmpty() && (shortest.isEmpty() || path.size() + 1 < shortest.size())) {
        path.add(0, start);
        shortest = path;
      }
    }
    return shortest;
  }

  private List<Dependency> path(String from, String to) {
    Map<String, List<Dependency>> reached = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    reached.put(from, List.of());
    next.add(from);
    while (!next.isEmpty()) {
      var at = next.remove();
      for (var dependency : dependencies) {
        if (dependency.from().equals(at) && !reached.containsKey(dependency.to())) {
          var path = new ArrayList<>(reached.get(at));
          path.add(dependency);
          reached.put(dependency.to(), path);
          next.add(dependency.to());
        }
      }
    }
    return reached.getOrDefault(to, List.of());
  }
}

package org.duetdb.tools.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Dependencies between numbered transactions, and the cycles in them. */
final class DependencyGraph {
  private final int size;
  private final List<Dependency> edges;

  private DependencyGraph(int size, List<Dependency> edges) {
    this.size = size;
    this.edges = edges;
  }

  /** Dependencies between the transactions 0 to {@code size} - 1; those on oneself do not count. */
  static DependencyGraph of(int size, Set<Dependency> dependencies) {
    return new DependencyGraph(
        size, dependencies.stream().filter(edge -> edge.from() != edge.to()).toList());
  }

  /**
   * What is left of the graph with {@code allowed} edges when everything that no cycle can go
   * through is taken away: transactions that nothing comes before, or nothing after, one by one.
   */
  DependencyGraph core(Predicate<Dependency> allowed) {
    var rest = edges.stream().filter(allowed).toList();
    int before;
    do {
      before = rest.size();
      var sources = new HashSet<Integer>();
      var targets = new HashSet<Integer>();
      rest.forEach(edge -> sources.add(edge.from()));
      rest.forEach(edge -> targets.add(edge.to()));
      rest =
          rest.stream()
              .filter(edge -> targets.contains(edge.from()) && sources.contains(edge.to()))
              .toList();
    } while (rest.size() < before);
    return new DependencyGraph(size, rest);
  }

  List<Dependency> edges() {
    return edges;
  }

  /**
   * What a cycle may look like.
   *
   * @param first how it begins
   * @param along what may follow
   * @param step which may follow which, the first one the last one too; it may look at nothing of
   *     the earlier one but whether it is an anti-dependency
   */
  record Shape(
      Predicate<Dependency> first,
      Predicate<Dependency> along,
      BiPredicate<Dependency, Dependency> step) {
    /** One of the first kind, and then any. */
    static Shape beginningWith(Predicate<Dependency> first) {
      return new Shape(first, edge -> true, (previous, next) -> true);
    }

    Shape along(Predicate<Dependency> allowed) {
      return new Shape(first, allowed, step);
    }

    Shape stepping(BiPredicate<Dependency, Dependency> allowed) {
      return new Shape(first, along, allowed);
    }
  }

  /** A cycle of that shape. */
  Optional<List<Dependency>> cycle(Shape shape) {
    return cycle(shape, cycle -> true);
  }

  /**
   * For each edge that a cycle of that shape may begin with a shortest way back to its beginning;
   * the first of these that {@code wanted} accepts.
   */
  Optional<List<Dependency>> cycle(Shape shape, Predicate<List<Dependency>> wanted) {
    var outgoing = outgoing(shape);
    for (var edge : edges) {
      if (shape.first().test(edge)) {
        var cycle = wayBack(edge, outgoing, shape.step());
        if (cycle.isPresent() && wanted.test(cycle.get())) {
          return cycle;
        }
      }
    }
    return Optional.empty();
  }

  private List<List<Dependency>> outgoing(Shape shape) {
    var outgoing = new ArrayList<List<Dependency>>();
    for (int i = 0; i < size; i++) {
      outgoing.add(new ArrayList<>());
    }
    edges.stream().filter(shape.along()).forEach(edge -> outgoing.get(edge.from()).add(edge));
    return outgoing;
  }

  private Optional<List<Dependency>> wayBack(
      Dependency first, List<List<Dependency>> outgoing, BiPredicate<Dependency, Dependency> step) {
    var cameBy = new Dependency[2 * size];
    var cameFrom = new int[2 * size];
    Arrays.fill(cameFrom, -1);
    int start = state(first);
    cameBy[start] = first;
    var queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      int state = queue.remove();
      var previous = cameBy[state];
      if (previous.to() == first.from() && step.test(previous, first)) {
        var cycle = new ArrayList<Dependency>();
        for (int at = state; at >= 0; at = cameFrom[at]) {
          cycle.add(cameBy[at]);
        }
        Collections.reverse(cycle);
        return Optional.of(cycle);
      }
      for (var next : outgoing.get(previous.to())) {
        int reached = state(next);
        if (cameBy[reached] == null && step.test(previous, next)) {
          cameBy[reached] = next;
          cameFrom[reached] = state;
          queue.add(reached);
        }
      }
    }
    return Optional.empty();
  }

  private static int state(Dependency edge) {
    return 2 * edge.to() + (edge.isAnti() ? 1 : 0);
  }
}

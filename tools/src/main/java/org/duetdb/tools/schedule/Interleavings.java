package org.duetdb.tools.schedule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every order in which the steps of sessions can follow each other, each session in its own order.
 */
final class Interleavings {
  /** More than that nobody would read. */
  static final BigInteger LIMIT = BigInteger.valueOf(100_000);

  private final List<SessionPlan> sessions;
  private final int[] taken;
  private final List<Move> moves = new ArrayList<>();
  private final List<Permutation> found = new ArrayList<>();

  private Interleavings(List<SessionPlan> sessions) {
    this.sessions = sessions;
    this.taken = new int[sessions.size()];
  }

  /** How many there are. */
  static BigInteger count(List<SessionPlan> sessions) {
    var orders = BigInteger.ONE;
    int total = 0;
    for (var session : sessions) {
      for (int step = 1; step <= session.steps().size(); step++) {
        total++;
        orders = orders.multiply(BigInteger.valueOf(total)).divide(BigInteger.valueOf(step));
      }
    }
    return orders;
  }

  /** All of them, in PostgreSQL's order: the first session first. */
  static List<Permutation> of(List<SessionPlan> sessions) {
    var search = new Interleavings(sessions);
    search.extend();
    return search.found;
  }

  private void extend() {
    boolean complete = true;
    for (int i = 0; i < taken.length; i++) {
      var steps = sessions.get(i).steps();
      if (taken[i] < steps.size()) {
        complete = false;
        moves.add(new Move.Launch(steps.get(taken[i]++), List.of()));
        extend();
        taken[i]--;
        moves.remove(moves.size() - 1);
      }
    }
    if (complete) {
      found.add(new Permutation(Optional.empty(), moves, List.of()));
    }
  }
}

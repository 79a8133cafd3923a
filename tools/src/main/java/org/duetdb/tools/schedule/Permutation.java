package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One order of steps and pauses.
 *
 * @param title what the order shows, if the file says
 * @param moves what happens, in order
 * @param expectations what must come of it, each for one or more contenders
 */
public record Permutation(
    Optional<String> title, List<Move> moves, List<Expectation> expectations) {
  /** Copies the lists. */
  public Permutation {
    moves = List.copyOf(moves);
    expectations = List.copyOf(expectations);
  }

  /** What the file expects of the contender of that key. */
  public Optional<Expectation> expectationFor(String contender) {
    return expectations.stream().filter(one -> one.contenders().contains(contender)).findFirst();
  }

  /** The steps and pauses as the file would list them. */
  public String describe() {
    return moves.stream().map(Move::describe).collect(Collectors.joining(" "));
  }
}

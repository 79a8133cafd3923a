package org.duetdb.tools.run;

import java.util.Optional;
import java.util.function.Predicate;
import org.duetdb.tools.schedule.Move;
import org.duetdb.tools.schedule.Permutation;

/**
 * Decides what happens next while a schedule runs. A permutation is a list made beforehand; a
 * director may look at who waits, so it can play histories of which nobody knows in advance who
 * will have to wait.
 */
@FunctionalInterface
public interface Director {
  /**
   * The next move, or nothing if that was all.
   *
   * @param free whether the session of that name could begin a step now
   */
  Optional<Move> next(Predicate<String> free);

  /** Does what {@code permutation} says. */
  static Director of(Permutation permutation) {
    var moves = permutation.moves().iterator();
    return free -> moves.hasNext() ? Optional.of(moves.next()) : Optional.empty();
  }
}

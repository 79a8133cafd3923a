package org.duetdb.tools.run;

import java.util.List;

/**
 * Whether what the committed transactions of a run have seen and left could come of running them
 * one after another. It is found by doing so: in every order, with the same contender, each session
 * in its own order.
 */
public sealed interface Explanation {
  /**
   * It could.
   *
   * @param order one order that gives it; empty if nothing was committed
   * @param any whether every order does
   */
  record Serial(List<String> order, boolean any) implements Explanation {
    /** Copies the list. */
    public Serial {
      order = List.copyOf(order);
    }
  }

  /**
   * It could not.
   *
   * @param dependencies what demands an order of two transactions
   * @param cycle those of them that contradict each other, from each transaction to the next; empty
   *     if no two of them do
   * @param never what no order gives at all
   */
  record Contradiction(List<Dependency> dependencies, List<Dependency> cycle, List<String> never)
      implements Explanation {
    /** Copies the lists. */
    public Contradiction {
      dependencies = List.copyOf(dependencies);
      cycle = List.copyOf(cycle);
      never = List.copyOf(never);
    }
  }

  /** Nobody has tried. */
  record Untold(String why) implements Explanation {}
}

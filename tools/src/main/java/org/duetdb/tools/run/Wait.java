package org.duetdb.tools.run;

import java.util.List;

/**
 * One wait of a step.
 *
 * @param noticed when the runner saw it
 * @param holders the sessions waited for, in the order of their claims; empty where nobody can tell
 * @param document what is waited for; may be empty
 * @param decidedBy what chose to wait: a clause, a policy or the level; may be empty
 */
public record Wait(Moment noticed, List<String> holders, String document, String decidedBy) {
  /** Copies the list. */
  public Wait {
    holders = List.copyOf(holders);
  }
}

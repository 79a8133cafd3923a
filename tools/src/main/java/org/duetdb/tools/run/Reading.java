package org.duetdb.tools.run;

import org.duetdb.api.spi.Observation.Scope;

/**
 * What an attempt of a step's statement read from.
 *
 * @param at when it began to read
 * @param scope how long that state lasts for it
 * @param commits how many commits of the run are in what it read: 0 is what the setup left
 */
public record Reading(Moment at, Scope scope, int commits) {
  /** Whether both read the same, whenever. */
  boolean isAs(Reading other) {
    return scope == other.scope && commits == other.commits;
  }
}

package org.duetdb.engine.collection;

import org.duetdb.api.spi.UpdateOutcome;

/**
 * What became of one document that an update was meant for.
 *
 * @param outcome what the update counts
 * @param leftOut whether somebody has a claim on it and the policy says to leave such documents
 *     out; otherwise one that was not updated is gone, or matches no more
 */
record Written(UpdateOutcome outcome, boolean leftOut) {
  static final Written NOT = new Written(UpdateOutcome.NONE, false);
  static final Written LEFT_OUT = new Written(UpdateOutcome.NONE, true);

  static Written as(UpdateOutcome outcome) {
    return new Written(outcome, false);
  }
}

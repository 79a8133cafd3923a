package org.duetdb.engine.collection;

import org.duetdb.engine.transaction.Waits;
import org.jspecify.annotations.Nullable;

/**
 * The statement must run again from the start: thrown through its body, which is a function of its
 * snapshot, to the loop that runs it. Not an error, and never seen outside the engine.
 */
public final class Restart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Waits.@Nullable Request request;

  Restart(Waits.@Nullable Request request) {
    super(null, null, false, false);
    this.request = request;
  }

  /** What to wait for first; null to run again at once. */
  public Waits.@Nullable Request request() {
    return request;
  }
}

package org.duetdb.tools.run;

/**
 * The contender cannot run the permutation to its end; the message says why. Thrown by a {@link
 * Client}, it ends the run, and becomes the trace's fault.
 */
public final class ScheduleFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** With the reason as reports give it. */
  public ScheduleFault(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why. */
  public String reason() {
    return reason;
  }
}

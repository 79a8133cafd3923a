package org.duetdb.tools.run;

/** The contender cannot run the permutation to its end; the message says why. */
final class ScheduleFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ScheduleFault(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}

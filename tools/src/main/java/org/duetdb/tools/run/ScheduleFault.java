package org.duetdb.tools.run;

/** The contender cannot run the permutation to its end; the message says why. */
final class ScheduleFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScheduleFault(String message) {
    super(message);
  }
}

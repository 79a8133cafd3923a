package org.duetdb.tools.run;

/** The thread that runs schedules was interrupted; its interrupt flag is set again. */
public final class RunInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what has interrupted it. */
  public RunInterruptedException(InterruptedException cause) {
    super("interrupted while a schedule was running", cause);
  }
}

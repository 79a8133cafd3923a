package org.duetdb.tools.stage;

/** The thread was interrupted while time passed; its interrupt flag is set again. */
public final class InterruptedStageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedStageException(InterruptedException cause) {
    super("the thread was interrupted while time passed", cause);
    Thread.currentThread().interrupt();
  }
}

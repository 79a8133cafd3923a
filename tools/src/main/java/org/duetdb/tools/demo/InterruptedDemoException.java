package org.duetdb.tools.demo;

/** The demonstration's thread was interrupted; its interrupt flag is set again. */
final class InterruptedDemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedDemoException(InterruptedException cause) {
    super("the demonstration was interrupted", cause);
    Thread.currentThread().interrupt();
  }
}

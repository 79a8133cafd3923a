package org.duetdb.api.time;

/**
 * Every actor of a {@link VirtualTime#run} waits and no timer can wake one. The message lists who
 * waits for what.
 */
public final class HangException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HangException(String message) {
    super(message);
  }
}

package org.duetdb.tools.command;

/** A request that cannot be fulfilled as it stands; the message says what to ask for instead. */
final class MistakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MistakeException(String message) {
    super(message);
  }
}

package org.duetdb.tools.foreign;

import org.jspecify.annotations.Nullable;

/** An engine other than Duet cannot be had or does not answer; the message says what to do. */
public final class ForeignEngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignEngineException(String message) {
    super(message);
  }

  ForeignEngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

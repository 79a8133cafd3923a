package org.duetdb.api.error;

import java.util.Set;
import org.duetdb.api.conflict.Conflict;

/**
 * A statement met a rival or a newer version and did not wait, or waited as long as it could. The
 * codes are {@link ErrorCode#WRITE_CONFLICT}, {@link ErrorCode#SERIALIZATION_FAILURE}, {@link
 * ErrorCode#DEADLOCK}, {@link ErrorCode#LOCK_TIMEOUT} and {@link ErrorCode#SELF_DEADLOCK}.
 */
public final class WriteConflictException extends DuetException {
  private static final long serialVersionUID = 1L;

  private final transient Conflict conflict;

  public WriteConflictException(
      ErrorCode code, String message, Set<String> labels, Conflict conflict) {
    super(code, message, labels);
    this.conflict = conflict;
  }

  /** Which document, held by whom, since when, and what decided. */
  public Conflict conflict() {
    return conflict;
  }
}

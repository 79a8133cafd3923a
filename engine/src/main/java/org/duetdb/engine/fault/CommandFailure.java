package org.duetdb.engine.fault;

import java.util.Optional;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * How a command fails by the fail point {@code failCommand}.
 *
 * @param command which
 * @param isDone whether it is done before it fails, as with a write concern error
 * @param code the error
 * @param text the error's message, if the fail point gives one
 * @param labels the error's labels, if the fail point gives them
 */
public record CommandFailure(
    String command,
    boolean isDone,
    ErrorCode code,
    Optional<String> text,
    Optional<Set<String>> labels) {

  /** The command that commits. */
  public static final String COMMIT = "commitTransaction";

  /** After which a server or a driver repeats a command. */
  private static final Set<Integer> RETRYABLE =
      Set.of(6, 7, 50, 64, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

  private static final Set<Integer> TRANSIENT = Set.of(24, 112, 239, 246, 251);

  /** What the command throws. */
  public DuetException error() {
    return new DuetException(
        code,
        text.orElse("Failing command via 'failCommand' failpoint")
            + "; "
            + (isDone ? "the command is done" : "the command is not done"),
        labels.orElseGet(this::usualLabels));
  }

  /** Those that a server and a driver would give to a commit. */
  private Set<String> usualLabels() {
    if (isDone || RETRYABLE.contains(code.number())) {
      return Set.of(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT);
    }
    return TRANSIENT.contains(code.number())
        ? Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR)
        : Set.of();
  }
}

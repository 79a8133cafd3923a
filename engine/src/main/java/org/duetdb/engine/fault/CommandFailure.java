package org.duetdb.engine.fault;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * How a command fails by the fail point {@code failCommand}, with the labels that a server gives,
 * and those that a driver adds to a commit.
 *
 * @param command which
 * @param how whether it is done before it fails
 * @param number MongoDB's number of the error
 * @param text the error's message, if the fail point gives one
 * @param labels the server's labels, if the fail point gives them
 */
public record CommandFailure(
    String command, How how, int number, Optional<String> text, Optional<Set<String>> labels) {

  /** The command that commits. */
  public static final String COMMIT = "commitTransaction";

  /** In what way a command fails. */
  enum How {
    /** It is not done. */
    ERROR,
    /** It is not done, and nobody answers. */
    NO_ANSWER,
    /** It is done, but not as durable as asked for. */
    WRITE_CONCERN
  }

  /** MongoDB's category of errors after which a command may be repeated. */
  private static final Set<Integer> RETRYABLE =
      Set.of(6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

  private static final Set<Integer> TRANSIENT =
      Set.of(24, 112, 150, 239, 246, 249, 250, 251, 267, 272, 343, 13388);

  /** Write concerns that cannot be met are no reason to repeat a commit. */
  private static final Set<Integer> UNSATISFIABLE = Set.of(79, 100);

  /** Whether the command is done before it fails. */
  public boolean isDone() {
    return how == How.WRITE_CONCERN;
  }

  /** What the command throws. */
  public DuetException error() {
    var message =
        text.orElse("Failing command via 'failCommand' failpoint")
            + "; "
            + (isDone() ? "the command is done" : "the command is not done");
    var all = new HashSet<>(labels.orElseGet(this::usualLabels));
    if (isUnknown(all)) {
      all.add(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT);
    }
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.number() == number)
        .findFirst()
        .map(code -> new DuetException(code, message, all))
        .orElseGet(() -> DuetException.located(number, message, all));
  }

  private Set<String> usualLabels() {
    if (how == How.NO_ANSWER || RETRYABLE.contains(number)) {
      return Set.of(DuetException.RETRYABLE_WRITE_ERROR);
    }
    return !isDone() && TRANSIENT.contains(number)
        ? Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR)
        : Set.of();
  }

  private boolean isUnknown(Set<String> given) {
    return how == How.NO_ANSWER
        || given.contains(DuetException.RETRYABLE_WRITE_ERROR)
        || number == ErrorCode.MAX_TIME_MS_EXPIRED.number()
        || (isDone() && !UNSATISFIABLE.contains(number));
  }
}

package org.duetdb.api.error;

import java.util.Set;

/**
 * The failure of an operation, with a code that says which. The message says what happened, what is
 * now true and what to do; where MongoDB has a text for it, it is MongoDB's.
 *
 * <p>Labels follow MongoDB: {@link #TRANSIENT_TRANSACTION_ERROR} means that the transaction is dead
 * and running it again from the start may succeed; {@link #UNKNOWN_TRANSACTION_COMMIT_RESULT} that
 * the commit may be repeated.
 */
public class DuetException extends RuntimeException {
  /** The transaction is dead; run all of it again. */
  public static final String TRANSIENT_TRANSACTION_ERROR = "TransientTransactionError";

  /** Whether the commit happened is not known; repeat the commit. */
  public static final String UNKNOWN_TRANSACTION_COMMIT_RESULT = "UnknownTransactionCommitResult";

  /** The write may be repeated under the same statement id. */
  public static final String RETRYABLE_WRITE_ERROR = "RetryableWriteError";

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int number;

  @SuppressWarnings("serial") // an unmodifiable set of strings is serializable
  private final Set<String> labels;

  public DuetException(ErrorCode code, String message) {
    this(code, message, Set.of());
  }

  public DuetException(ErrorCode code, String message, Set<String> labels) {
    super(message);
    this.code = code;
    this.number = code.number();
    this.labels = Set.copyOf(labels);
  }

  public DuetException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.number = code.number();
    this.labels = Set.of();
  }

  private DuetException(int location, String message, Set<String> labels) {
    super(message);
    this.code = ErrorCode.LOCATION;
    this.number = location;
    this.labels = Set.copyOf(labels);
  }

  /** A refusal that MongoDB tells apart by its number only. */
  public static DuetException located(int number, String message) {
    return located(number, message, Set.of());
  }

  /** The same with labels. */
  public static DuetException located(int number, String message, Set<String> labels) {
    return new DuetException(number, message, labels);
  }

  /** Which failure this is. */
  public final ErrorCode code() {
    return code;
  }

  /** MongoDB's number of the failure. */
  public final int number() {
    return number;
  }

  /** MongoDB's name of the failure, for example {@code WriteConflict} or {@code Location16020}. */
  public final String codeName() {
    return code == ErrorCode.LOCATION ? code.codeName() + number : code.codeName();
  }

  /** MongoDB's error labels; unmodifiable. */
  public final Set<String> labels() {
    return labels;
  }

  /** Whether the error carries {@code label}. */
  public final boolean hasLabel(String label) {
    return labels.contains(label);
  }
}

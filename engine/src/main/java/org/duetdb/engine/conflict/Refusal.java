package org.duetdb.engine.conflict;

import java.util.Set;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.api.spi.StatementSettings.Language;

/** Words the errors of those who do not wait. The document language's text is MongoDB's. */
public final class Refusal {
  /** With MongoDB's reason since 7.0. */
  private static final String MONGODB_TEXT =
      "Caused by :: Write conflict during plan execution and yielding is disabled."
          + " :: Please retry your operation or multi-document transaction.";

  private Refusal() {}

  /**
   * 112: the transaction is dead.
   *
   * @param inTransaction whether the application has begun it
   */
  public static WriteConflictException writeConflict(
      Language language, boolean inTransaction, Conflict conflict) {
    boolean document = language == Language.DOCUMENT;
    var text =
        document
            ? MONGODB_TEXT
            : "write conflict: "
                + conflict.describe()
                + "; the transaction is rolled back; run it again";
    Set<String> labels =
        document && !inTransaction ? Set.of() : Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR);
    return new WriteConflictException(ErrorCode.WRITE_CONFLICT, text, labels, conflict);
  }

  /**
   * 24: the lock is not to be had at once; the statement is undone.
   *
   * @param inTransaction whether the application has begun it
   */
  public static WriteConflictException unavailable(
      Language language, boolean inTransaction, Conflict conflict) {
    return new WriteConflictException(
        ErrorCode.LOCK_TIMEOUT,
        "lock not available: " + conflict.describe() + "; the statement is undone",
        labelsOfLockTimeout(language, inTransaction),
        conflict);
  }

  /**
   * In a transaction of documents 24 ends the transaction, which may be run again; a transaction of
   * SQL lives on.
   */
  public static Set<String> labelsOfLockTimeout(Language language, boolean inTransaction) {
    return language == Language.DOCUMENT && inTransaction
        ? Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR)
        : Set.of();
  }
}

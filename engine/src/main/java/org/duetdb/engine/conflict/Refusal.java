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

  /** 112: the transaction is dead. */
  public static WriteConflictException writeConflict(Language language, Conflict conflict) {
    var text =
        language == Language.DOCUMENT
            ? MONGODB_TEXT
            : "write conflict: "
                + conflict.describe()
                + "; the transaction is rolled back; run it again";
    return new WriteConflictException(
        ErrorCode.WRITE_CONFLICT,
        text,
        Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR),
        conflict);
  }

  /** 24: the lock is not to be had at once; the statement is undone. */
  public static WriteConflictException unavailable(Language language, Conflict conflict) {
    return new WriteConflictException(
        ErrorCode.LOCK_TIMEOUT,
        "lock not available: " + conflict.describe() + "; the statement is undone",
        language == Language.DOCUMENT
            ? Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR)
            : Set.of(),
        conflict);
  }
}

package org.duetdb.api.spi;

import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * How a statement runs, apart from what it does. Immutable, so that a prepared statement or a
 * collection handle keeps one.
 *
 * @param language whose defaults and rules hold
 * @param policy the conflict policy of the operation or session; empty means the default of level
 *     and language
 * @param lockTimeoutNanos the bound of each wait for a rival (SQL's lock_timeout); 0 means none.
 *     Never turns fail into wait
 * @param maxTimeNanos the bound of the whole statement (maxTime, query time-out); 0 means none
 * @param abortsTransaction whether any failure aborts the transaction: always so for documents, and
 *     for SQL with {@code error_mode=transaction}
 * @param text the statement as its user wrote it, or its command's name; for errors and views
 * @param command the command document for the profiler and currentOp; called only when somebody
 *     looks
 */
public record StatementSettings(
    Language language,
    Optional<ConflictPolicy> policy,
    long lockTimeoutNanos,
    long maxTimeNanos,
    boolean abortsTransaction,
    String text,
    Supplier<BsonDocument> command) {

  /** Which of the two languages a statement comes from. */
  public enum Language {
    DOCUMENT,
    SQL
  }

  /** The document language's settings without options. */
  public static StatementSettings document(String text, Supplier<BsonDocument> command) {
    return new StatementSettings(Language.DOCUMENT, Optional.empty(), 0, 0, true, text, command);
  }

  /** SQL's settings without options. */
  public static StatementSettings sql(String text) {
    return new StatementSettings(
        Language.SQL,
        Optional.empty(),
        0,
        0,
        false,
        text,
        () -> new BsonDocument("sql", new BsonString(text)));
  }

  public StatementSettings withPolicy(Optional<ConflictPolicy> chosen) {
    return new StatementSettings(
        language, chosen, lockTimeoutNanos, maxTimeNanos, abortsTransaction, text, command);
  }

  public StatementSettings withLockTimeout(long nanos) {
    return new StatementSettings(
        language, policy, nanos, maxTimeNanos, abortsTransaction, text, command);
  }

  public StatementSettings withMaxTime(long nanos) {
    return new StatementSettings(
        language, policy, lockTimeoutNanos, nanos, abortsTransaction, text, command);
  }

  public StatementSettings withAbortsTransaction(boolean aborts) {
    return new StatementSettings(
        language, policy, lockTimeoutNanos, maxTimeNanos, aborts, text, command);
  }
}

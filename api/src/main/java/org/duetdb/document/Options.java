package org.duetdb.document;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.document.collation.Collation;

/**
 * How the operations of a collection handle run.
 *
 * @param policy their conflict policy, if it is not the default
 * @param lockTimeoutNanos the bound of each wait; 0 means none
 * @param maxTimeNanos the bound of each operation; 0 means none
 * @param comment what the profiler and currentOp show with each
 * @param let variables for expressions; empty for none
 * @param hint the index by which they find their documents, if it is not the planner's choice
 * @param collation by which rules they compare texts, if not by bytes
 */
record Options(
    Optional<ConflictPolicy> policy,
    long lockTimeoutNanos,
    long maxTimeNanos,
    Optional<String> comment,
    BsonDocument let,
    Optional<IndexHint> hint,
    Optional<Collation> collation) {
  static final Options NONE =
      new Options(
          Optional.empty(),
          0,
          0,
          Optional.empty(),
          new BsonDocument(),
          Optional.empty(),
          Optional.empty());

  Options withPolicy(ConflictPolicy chosen) {
    return new Options(
        Optional.of(chosen), lockTimeoutNanos, maxTimeNanos, comment, let, hint, collation);
  }

  Options withLockTimeout(Duration bound) {
    return new Options(policy, nanos(bound), maxTimeNanos, comment, let, hint, collation);
  }

  Options withMaxTime(Duration bound) {
    return withMaxTimeNanos(nanos(bound));
  }

  Options withMaxTimeNanos(long bound) {
    return new Options(policy, lockTimeoutNanos, bound, comment, let, hint, collation);
  }

  Options withComment(String text) {
    return new Options(
        policy, lockTimeoutNanos, maxTimeNanos, Optional.of(text), let, hint, collation);
  }

  Options withLet(BsonDocument variables) {
    return new Options(policy, lockTimeoutNanos, maxTimeNanos, comment, variables, hint, collation);
  }

  Options withHint(Optional<IndexHint> index) {
    return new Options(policy, lockTimeoutNanos, maxTimeNanos, comment, let, index, collation);
  }

  Options withCollation(Optional<Collation> rules) {
    return new Options(policy, lockTimeoutNanos, maxTimeNanos, comment, let, hint, rules);
  }

  private static long nanos(Duration bound) {
    if (bound.isNegative()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "a time bound cannot be negative: " + bound);
    }
    return bound.toNanos();
  }

  StatementSettings settings(String text, Supplier<BsonDocument> command) {
    return new StatementSettings(
        StatementSettings.Language.DOCUMENT,
        policy,
        lockTimeoutNanos,
        maxTimeNanos,
        true,
        text,
        () -> shown(command.get()));
  }

  /** The command with the options that MongoDB writes into it. */
  private BsonDocument shown(BsonDocument command) {
    comment.ifPresent(text -> command.append("comment", new BsonString(text)));
    if (!let.isEmpty()) {
      command.append("let", let);
    }
    collation.ifPresent(rules -> command.append("collation", rules.document()));
    hint.ifPresent(index -> command.append("hint", index.toBson()));
    if (maxTimeNanos != 0) {
      command.append("maxTimeMS", new BsonInt64(maxTimeNanos / 1_000_000));
    }
    return command;
  }
}

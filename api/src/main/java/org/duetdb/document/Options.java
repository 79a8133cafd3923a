package org.duetdb.document;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.StatementSettings;

/**
 * How the operations of a collection handle run.
 *
 * @param policy their conflict policy, if it is not the default
 * @param lockTimeoutNanos the bound of each wait; 0 means none
 * @param maxTimeNanos the bound of each operation; 0 means none
 */
record Options(Optional<ConflictPolicy> policy, long lockTimeoutNanos, long maxTimeNanos) {
  static final Options NONE = new Options(Optional.empty(), 0, 0);

  Options withPolicy(ConflictPolicy chosen) {
    return new Options(Optional.of(chosen), lockTimeoutNanos, maxTimeNanos);
  }

  Options withLockTimeout(Duration bound) {
    return new Options(policy, nanos(bound), maxTimeNanos);
  }

  Options withMaxTime(Duration bound) {
    return new Options(policy, lockTimeoutNanos, nanos(bound));
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
        command);
  }
}

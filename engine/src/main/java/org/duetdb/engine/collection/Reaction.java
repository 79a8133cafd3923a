package org.duetdb.engine.collection;

import java.util.Optional;
import java.util.function.Supplier;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.engine.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does about a rival, and what chose that: the clause, then the policy of
 * operation or session, then the default of level and language.
 *
 * @param policy what to do
 * @param unit what may be run again
 * @param boundNanos the bound of a wait; 0 means none
 * @param reason what chose the policy, in words that few ever read
 */
record Reaction(ConflictPolicy policy, RetryUnit unit, long boundNanos, Supplier<String> reason) {

  /** For a write, or for a lock that DDL or a statement takes on a collection. */
  static Reaction ofWrite(StatementSettings settings, @Nullable Transaction transaction) {
    return choose(settings, transaction, settings.lockTimeoutNanos());
  }

  /** For a locking read. */
  static Reaction ofLock(Lock lock, StatementSettings settings, Transaction transaction) {
    long bound = lock.waitNanos() > 0 ? lock.waitNanos() : settings.lockTimeoutNanos();
    return new Reaction(
        lock.policy().orElse(ConflictPolicy.WAIT),
        unit(transaction),
        bound,
        () -> "clause " + lock.clause());
  }

  /**
   * The same, but waiting where the policy leaves out documents: a collection cannot be left out.
   */
  Reaction claimingCollection() {
    return policy == ConflictPolicy.SKIP ? waiting() : this;
  }

  /** The same, but waiting also where only a default says to fail. */
  Reaction waitingByDefault(StatementSettings settings) {
    return settings.policy().isPresent() ? claimingCollection() : waiting();
  }

  private Reaction waiting() {
    return new Reaction(ConflictPolicy.WAIT, unit, boundNanos, () -> "claims on collections wait");
  }

  /** The same for an insert, which has nothing to leave out: the document would be lost. */
  Reaction ofInsert() {
    return policy == ConflictPolicy.SKIP
        ? new Reaction(ConflictPolicy.NOWAIT, unit, boundNanos, reason)
        : this;
  }

  private static Reaction choose(
      StatementSettings settings, @Nullable Transaction transaction, long bound) {
    var unit = unit(transaction);
    if (settings.policy().isPresent()) {
      return new Reaction(
          settings.policy().get(), unit, bound, () -> "conflict policy " + settings.policy().get());
    }
    if (transaction == null || !transaction.isExplicit()) {
      return new Reaction(ConflictPolicy.WAIT, unit, bound, () -> "autocommit");
    }
    Optional<ConflictPolicy> own = transaction.settings().policy();
    if (own.isPresent()) {
      return new Reaction(
          own.get(), unit, bound, () -> "conflict policy " + own.get() + " of the transaction");
    }
    return new Reaction(
        unit == RetryUnit.NOTHING ? ConflictPolicy.FAIL : ConflictPolicy.WAIT,
        unit,
        bound,
        () -> "level " + transaction.settings().isolation().sqlName());
  }

  /** What chose the policy. */
  String decidedBy() {
    return reason.get();
  }

  private static RetryUnit unit(@Nullable Transaction transaction) {
    if (transaction == null) {
      return RetryUnit.DOCUMENT;
    }
    return transaction.isExplicit()
        ? transaction.settings().isolation().retryUnit()
        : RetryUnit.STATEMENT;
  }
}

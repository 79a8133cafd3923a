package org.duetdb.api.spi;

import java.util.Optional;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * How an explicit transaction runs.
 *
 * @param isolation its level
 * @param readOnly whether writes and locks are refused
 * @param deferrable whether a read-only SERIALIZABLE transaction waits for a safe snapshot
 * @param policy its conflict policy, unless a statement says otherwise; empty means the level's
 *     default
 */
public record TransactionSettings(
    IsolationLevel isolation,
    boolean readOnly,
    boolean deferrable,
    Optional<ConflictPolicy> policy) {
  /** The document API's transaction: one snapshot, fails on conflict. */
  public static final TransactionSettings DOCUMENT = at(IsolationLevel.REPEATABLE_READ);

  /** A read-write transaction at {@code isolation} with its default policy. */
  public static TransactionSettings at(IsolationLevel isolation) {
    return new TransactionSettings(isolation, false, false, Optional.empty());
  }
}

package org.duetdb.api;

import java.util.Optional;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * How a transaction of the document API runs.
 *
 * @param isolation its level; the default is {@link IsolationLevel#REPEATABLE_READ}, MongoDB's
 *     snapshot
 * @param readOnly whether writes are refused
 * @param policy what its operations do about a rival; empty means fail, as MongoDB does
 */
public record TransactionOptions(
    IsolationLevel isolation, boolean readOnly, Optional<ConflictPolicy> policy) {
  /** MongoDB's transaction. */
  public static final TransactionOptions DEFAULT =
      new TransactionOptions(IsolationLevel.REPEATABLE_READ, false, Optional.empty());

  /** The same at another level. */
  public TransactionOptions withIsolation(IsolationLevel level) {
    return new TransactionOptions(level, readOnly, policy);
  }

  /** The same, refusing writes or not. */
  public TransactionOptions withReadOnly(boolean only) {
    return new TransactionOptions(isolation, only, policy);
  }

  /**
   * The same with what its operations do about a rival. With {@link ConflictPolicy#WAIT} two
   * transactions can wait for each other: who closes the circle fails at once with 112 and is
   * transient, so that {@link Session#withTransaction} runs it again.
   */
  public TransactionOptions withConflictPolicy(ConflictPolicy chosen) {
    return new TransactionOptions(isolation, readOnly, Optional.of(chosen));
  }
}

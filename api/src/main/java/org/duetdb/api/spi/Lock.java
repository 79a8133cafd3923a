package org.duetdb.api.spi;

import java.util.Optional;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * A locking read: FOR UPDATE and its kin, findOneForUpdate.
 *
 * @param strength how strong
 * @param policy what the clause says of a rival; empty means that it says nothing, which is a
 *     request to wait
 * @param waitNanos the bound of WAIT n; 0 means none
 * @param clause the words, for example {@code FOR UPDATE NOWAIT}; they name what decided in an
 *     error
 */
public record Lock(
    Strength strength, Optional<ConflictPolicy> policy, long waitNanos, String clause) {
  /** Whether several transactions may hold it at once. */
  public enum Strength {
    SHARED,
    EXCLUSIVE
  }
}

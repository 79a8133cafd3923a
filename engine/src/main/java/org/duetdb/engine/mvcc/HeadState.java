package org.duetdb.engine.mvcc;

import org.jspecify.annotations.Nullable;

/**
 * What hangs on a head: a version alone, or a version with intents, or nothing. Changes by
 * compare-and-set on the head.
 */
public abstract sealed class HeadState permits Version, Claimed, Vacant {
  /** The newest version, which may be uncommitted or dead; null if there is none. */
  public abstract @Nullable Version newest();

  /** The first intent; null if there is none. */
  public abstract @Nullable Intent intents();

  /** The state with these parts. */
  public static HeadState of(@Nullable Version newest, @Nullable Intent intents) {
    if (intents != null) {
      return new Claimed(newest, intents);
    }
    return newest == null ? Vacant.EMPTY : newest;
  }
}

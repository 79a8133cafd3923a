package org.duetdb.engine.mvcc;

import org.jspecify.annotations.Nullable;

/** A newest version together with lock intents. */
final class Claimed extends HeadState {
  private final @Nullable Version newest;
  private final Intent intents;

  Claimed(@Nullable Version newest, Intent intents) {
    this.newest = newest;
    this.intents = intents;
  }

  @Override
  public @Nullable Version newest() {
    return newest;
  }

  @Override
  public Intent intents() {
    return intents;
  }
}

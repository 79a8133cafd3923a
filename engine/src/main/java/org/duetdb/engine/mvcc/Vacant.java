package org.duetdb.engine.mvcc;

import org.jspecify.annotations.Nullable;

/** A head without a version. */
final class Vacant extends HeadState {
  /** Nothing here yet, or not any more. */
  static final Vacant EMPTY = new Vacant();

  /** The head has left its store for ever; whoever holds it looks the key up again. */
  static final Vacant RETIRED = new Vacant();

  private Vacant() {}

  @Override
  public @Nullable Version newest() {
    return null;
  }

  @Override
  public @Nullable Intent intents() {
    return null;
  }
}

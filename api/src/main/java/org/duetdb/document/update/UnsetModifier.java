package org.duetdb.document.update;

/**
 * {@code $unset}: the field goes; an element of an array becomes null, so that the others keep
 * their places.
 */
final class UnsetModifier implements Modifier {
  static final UnsetModifier INSTANCE = new UnsetModifier();

  private UnsetModifier() {}

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    return Outcome.REMOVED;
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.UNCHANGED;
  }

  @Override
  public boolean toleratesNonViablePath() {
    return true;
  }
}

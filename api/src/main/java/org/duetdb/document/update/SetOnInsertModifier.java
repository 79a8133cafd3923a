package org.duetdb.document.update;

/** {@code $setOnInsert}: a {@code $set} that only counts in the document that an upsert inserts. */
record SetOnInsertModifier(SetModifier set) implements Modifier {
  @Override
  public Outcome existing(UpdateRun run, Field field) {
    return run.isInserting() ? set.existing(run, field) : Outcome.UNCHANGED;
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return run.isInserting() ? set.missing(run) : Outcome.UNCHANGED;
  }

  @Override
  public boolean toleratesNonViablePath() {
    return true;
  }

  @Override
  public int depth() {
    return set.depth();
  }
}

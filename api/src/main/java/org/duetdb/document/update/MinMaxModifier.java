package org.duetdb.document.update;

import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;

/**
 * {@code $min} and {@code $max}: the lesser or greater of the two values by the order of all
 * values.
 */
record MinMaxModifier(BsonSlice value, boolean max) implements Modifier {
  @Override
  public Outcome existing(UpdateRun run, Field field) {
    int order = BsonOrder.compare(value.bytes(), value.slot(), field.bytes(), field.slot());
    return (max ? order > 0 : order < 0) ? Outcome.of(value) : Outcome.UNCHANGED;
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(value);
  }

  @Override
  public int depth() {
    return DocumentLimits.depth(value.bytes(), value.slot());
  }
}

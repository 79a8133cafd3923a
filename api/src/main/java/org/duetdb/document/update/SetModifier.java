package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;

/** {@code $set}, and {@code $setOnInsert} while inserting. */
final class SetModifier implements Modifier, InPlace {
  private final BsonSlice value;

  SetModifier(BsonSlice value) {
    this.value = value;
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    return BsonOrder.identical(field.bytes(), field.slot(), value.bytes(), value.slot())
        ? Outcome.UNCHANGED
        : Outcome.of(value);
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(value);
  }

  @Override
  public int depth() {
    return DocumentLimits.depth(value.bytes(), value.slot());
  }

  @Override
  public InPlace inPlace() {
    return this;
  }

  @Override
  public Plan plan(byte[] bytes, long slot) {
    if (BsonOrder.identical(bytes, slot, value.bytes(), value.slot())) {
      return Plan.NO_CHANGE;
    }
    boolean sameSize = type(slot) == value.type() && BsonBytes.size(bytes, slot) == value.size();
    return sameSize ? Plan.PATCH : Plan.IMPOSSIBLE;
  }

  @Override
  public void patch(byte[] copy, long slot) {
    System.arraycopy(value.bytes(), value.offset(), copy, offset(slot), value.size());
  }
}

package org.duetdb.document.update;

import java.util.Optional;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;

/**
 * A field that an update has reached: where its element lies, and the fields that led there.
 *
 * @param parent the field of the document or array that this one is in; empty at the top
 * @param bytes the document before the update
 * @param element the offset of the element
 * @param valueOffset the offset of its value
 */
record Field(Optional<Field> parent, byte[] bytes, int element, int valueOffset) {
  byte type() {
    return bytes[element];
  }

  long slot() {
    return BsonBytes.slot(type(), valueOffset);
  }

  BsonSlice value() {
    return BsonSlice.of(bytes, slot());
  }

  String name() {
    return BsonBytes.name(bytes, element, valueOffset - 1);
  }

  /** The dotted path that was taken, with the indexes of arrays. */
  String path() {
    return parent.map(field -> field.path() + "." + name()).orElseGet(this::name);
  }

  /** The element as messages show it: {@code foo: "bar"}. */
  @Override
  public String toString() {
    return name() + ": " + value();
  }
}

package org.duetdb.api.bson;

import org.bson.BsonInt32;
import org.bson.BsonInt64;

/** A whole number, of whichever numeric type. */
final class LongKey extends DocumentKey {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long value;

  LongKey(long value) {
    this.value = value;
  }

  @Override
  public BsonSlice value() {
    boolean small = value == (int) value;
    return BsonSlice.of(small ? new BsonInt32((int) value) : new BsonInt64(value));
  }

  @Override
  int rank() {
    return ElementType.NUMBER_RANK;
  }

  @Override
  int compareToSame(DocumentKey other) {
    return Long.compare(value, ((LongKey) other).value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LongKey key && key.value == value;
  }

  /** Spread over all bits, because ids count up and tables take the low bits. */
  @Override
  public int hashCode() {
    return (int) ((value * SPREAD) >>> 32);
  }
}

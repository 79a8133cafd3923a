package org.duetdb.api.bson;

/**
 * Any value without a form of its own: fractions, dates, booleans, null, embedded documents, other
 * binary data.
 */
final class EncodedKey extends DocumentKey {
  private final byte[] bytes;
  private final byte type;
  private final int hash;

  private EncodedKey(byte[] bytes, byte type, int hash) {
    this.bytes = bytes;
    this.type = type;
    this.hash = hash;
  }

  static EncodedKey copyOf(byte[] bytes, long slot) {
    byte[] own = BsonSlice.of(bytes, slot).toBytes();
    byte type = BsonBytes.type(slot);
    return new EncodedKey(own, type, BsonOrder.hash(bytes, slot));
  }

  @Override
  public BsonSlice value() {
    return BsonSlice.of(bytes, slot());
  }

  @Override
  int rank() {
    return ElementType.rank(type);
  }

  @Override
  int compareToSame(DocumentKey other) {
    EncodedKey key = (EncodedKey) other;
    return BsonOrder.compare(bytes, slot(), key.bytes, key.slot());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedKey key
        && key.hash == hash
        && BsonOrder.equal(bytes, slot(), key.bytes, key.slot());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private long slot() {
    return BsonBytes.slot(type, 0);
  }
}

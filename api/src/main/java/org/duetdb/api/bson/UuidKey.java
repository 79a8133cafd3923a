package org.duetdb.api.bson;

/** A UUID (binary data of subtype 4) as two big-endian longs. */
final class UuidKey extends DocumentKey {
  private static final byte SUBTYPE = 4;
  private static final int LENGTH = 16;

  private final long high;
  private final long low;

  private UuidKey(long high, long low) {
    this.high = high;
    this.low = low;
  }

  static boolean isUuid(byte[] bytes, int at) {
    return BsonBytes.int32(bytes, at) == LENGTH && bytes[at + 4] == SUBTYPE;
  }

  static UuidKey read(byte[] bytes, int at) {
    return new UuidKey(
        Long.reverseBytes(BsonBytes.int64(bytes, at + 5)),
        Long.reverseBytes(BsonBytes.int64(bytes, at + 13)));
  }

  @Override
  public BsonSlice value() {
    BsonSink sink = new BsonSink(LENGTH + 5);
    sink.writeInt32(LENGTH);
    sink.writeByte(SUBTYPE);
    sink.writeInt64(Long.reverseBytes(high));
    sink.writeInt64(Long.reverseBytes(low));
    return BsonSlice.of(sink.toBytes(), BsonBytes.slot(ElementType.BINARY, 0));
  }

  @Override
  int rank() {
    return ElementType.rank(ElementType.BINARY);
  }

  @Override
  int compareToSame(DocumentKey other) {
    UuidKey key = (UuidKey) other;
    int order = Long.compareUnsigned(high, key.high);
    return order != 0 ? order : Long.compareUnsigned(low, key.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UuidKey key && key.low == low && key.high == high;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low * 31);
  }
}

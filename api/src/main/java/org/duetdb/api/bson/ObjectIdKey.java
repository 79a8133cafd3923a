package org.duetdb.api.bson;

import org.bson.types.ObjectId;

/**
 * An ObjectId as its first eight and its last four bytes, big-endian, so that unsigned comparison
 * is its order.
 */
final class ObjectIdKey extends DocumentKey {
  private final long high;
  private final int low;

  private ObjectIdKey(long high, int low) {
    this.high = high;
    this.low = low;
  }

  static ObjectIdKey read(byte[] bytes, int at) {
    return new ObjectIdKey(
        Long.reverseBytes(BsonBytes.int64(bytes, at)),
        Integer.reverseBytes(BsonBytes.int32(bytes, at + 8)));
  }

  static ObjectIdKey of(ObjectId id) {
    return read(id.toByteArray(), 0);
  }

  @Override
  public BsonSlice value() {
    BsonSink sink = new BsonSink(16);
    sink.writeInt64(Long.reverseBytes(high));
    sink.writeInt32(Integer.reverseBytes(low));
    return BsonSlice.of(sink.toBytes(), BsonBytes.slot(ElementType.OBJECT_ID, 0));
  }

  @Override
  int rank() {
    return ElementType.rank(ElementType.OBJECT_ID);
  }

  @Override
  int compareToSame(DocumentKey other) {
    ObjectIdKey key = (ObjectIdKey) other;
    int order = Long.compareUnsigned(high, key.high);
    return order != 0 ? order : Integer.compareUnsigned(low, key.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectIdKey key && key.low == low && key.high == high;
  }

  /** The last bytes count up and the rest seldom changes, so they are spread over all bits. */
  @Override
  public int hashCode() {
    return Long.hashCode(high) + low * 0x9E3779B9;
  }
}

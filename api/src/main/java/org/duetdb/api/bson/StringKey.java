package org.duetdb.api.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string as its UTF-8 bytes, with its hash computed once. */
final class StringKey extends DocumentKey {
  private final byte[] utf8;
  private final int hash;

  StringKey(byte[] utf8) {
    this.utf8 = utf8;
    this.hash = BsonHash.ofRange(utf8, 0, utf8.length);
  }

  static StringKey of(String value) {
    return new StringKey(value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public BsonSlice value() {
    BsonSink sink = new BsonSink(utf8.length + 8);
    sink.writeInt32(utf8.length + 1);
    sink.copy(utf8, 0, utf8.length);
    sink.writeByte((byte) 0);
    return BsonSlice.of(sink.toBytes(), BsonBytes.slot(ElementType.STRING, 0));
  }

  @Override
  int rank() {
    return ElementType.rank(ElementType.STRING);
  }

  @Override
  int compareToSame(DocumentKey other) {
    return Arrays.compareUnsigned(utf8, ((StringKey) other).utf8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StringKey key && key.hash == hash && Arrays.equals(key.utf8, utf8);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}

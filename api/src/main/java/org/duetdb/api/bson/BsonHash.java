package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

/** Hashes of values and of byte ranges, consistent with the equality of {@link BsonOrder}. */
final class BsonHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private BsonHash() {}

  static int hash(byte[] bytes, long slot) {
    int at = offset(slot);
    return switch (type(slot)) {
      case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 ->
          BsonNumbers.hash(bytes, slot);
      case ElementType.STRING, ElementType.SYMBOL ->
          ofRange(bytes, at + 4, BsonBytes.stringLength(bytes, at));
      case ElementType.DOCUMENT -> ofElements(bytes, at, true);
      case ElementType.ARRAY -> ofElements(bytes, at, false);
      case ElementType.CODE_WITH_SCOPE -> ofScopedCode(bytes, at);
      case ElementType.MISSING, ElementType.UNDEFINED -> 0;
      default -> 31 * type(slot) + ofRange(bytes, at, BsonBytes.size(bytes, slot));
    };
  }

  /** A hash of a byte range that takes eight bytes a step. */
  static int ofRange(byte[] bytes, int offset, int length) {
    long hash = length;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = mix(hash, BsonBytes.int64(bytes, at));
    }
    if (at < end) {
      long rest = 0;
      for (; at < end; at++) {
        rest = rest << 8 | bytes[at] & 0xFF;
      }
      hash = mix(hash, rest);
    }
    return Long.hashCode(hash);
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * PRIME;
    return mixed ^ mixed >>> 29;
  }

  private static int ofElements(byte[] bytes, int documentOffset, boolean names) {
    int hash = 1;
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      if (names) {
        hash = 31 * hash + ofRange(bytes, at + 1, nameEnd - at - 1);
      }
      hash = 31 * hash + hash(bytes, BsonBytes.slot(type, nameEnd + 1));
      at = BsonBytes.skip(bytes, type, nameEnd + 1);
    }
    return hash;
  }

  private static int ofScopedCode(byte[] bytes, int at) {
    int scope = BsonBytes.skip(bytes, ElementType.CODE, at + 4);
    int code = ofRange(bytes, at + 8, BsonBytes.stringLength(bytes, at + 4));
    return 31 * code + ofElements(bytes, scope, true);
  }
}

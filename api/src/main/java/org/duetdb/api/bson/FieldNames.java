package org.duetdb.api.bson;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields as strings, without making the same string again for every document: documents of
 * one collection have the same few names. A table of fixed size, in which a newer name takes the
 * place of an older one. Thread-safe without locks: an entry is immutable, and an update that is
 * lost costs a string.
 */
final class FieldNames {
  private static final int SLOTS = 1 << 10;

  /** Longer names are not worth a place. */
  private static final int LONGEST = 32;

  private static final @Nullable Entry[] TABLE = new Entry[SLOTS];

  private record Entry(byte[] utf8, String name) {}

  private FieldNames() {}

  /** The name with these UTF-8 bytes. */
  static String of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST || length == 0) {
      return BsonBytes.utf8(bytes, from, length);
    }
    int slot = slot(bytes, from, to);
    var known = TABLE[slot];
    if (known != null && Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, to)) {
      return known.name;
    }
    var name = BsonBytes.utf8(bytes, from, length);
    TABLE[slot] = new Entry(Arrays.copyOfRange(bytes, from, to), name);
    return name;
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int at = from; at < to; at++) {
      hash = hash * 31 + bytes[at];
    }
    return (hash ^ hash >>> 10) & (SLOTS - 1);
  }
}

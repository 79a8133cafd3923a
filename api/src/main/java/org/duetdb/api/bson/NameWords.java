package org.duetdb.api.bson;

import java.util.Arrays;

/**
 * Names compared eight bytes at a time: the first eight of a name with the zero byte that ends it
 * are one number, its <em>word</em>, and those of them that belong to the name are its
 * <em>mask</em>.
 */
final class NameWords {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private NameWords() {}

  static long word(byte[] name) {
    long word = 0;
    for (int i = Math.min(name.length, Long.BYTES) - 1; i >= 0; i--) {
      word = word << Byte.SIZE | name[i] & 0xFFL;
    }
    return word;
  }

  /** The mask of a name of so many bytes. */
  static long mask(int length) {
    return length + 1 < Long.BYTES ? (1L << (length + 1) * Byte.SIZE) - 1 : -1L;
  }

  /** Whether the name of the element that has its name here is this one. */
  static boolean isAt(byte[] document, int start, byte[] name, long word, long mask) {
    if (start + Long.BYTES > document.length) {
      return isAtEnd(document, start, name);
    }
    return (BsonBytes.int64(document, start) & mask) == word
        && (name.length < Long.BYTES || isAtEnd(document, start, name));
  }

  /** The same byte by byte. */
  private static boolean isAtEnd(byte[] document, int start, byte[] name) {
    int end = start + name.length;
    return end < document.length
        && document[end] == 0
        && Arrays.equals(document, start, end, name, 0, name.length);
  }

  /** The slot of a field, found name by name, or {@link BsonBytes#NO_SLOT}. */
  static long find(byte[] document, int documentOffset, byte[] name, long word, long mask) {
    int at = documentOffset + Integer.BYTES;
    byte type;
    while ((type = document[at]) != ElementType.MISSING) {
      int start = at + 1;
      if (isAt(document, start, name, word, mask)) {
        return BsonBytes.slot(type, start + name.length + 1);
      }
      at = BsonBytes.skip(document, type, end(document, start) + 1);
    }
    return BsonBytes.NO_SLOT;
  }

  /** The offset of the next zero byte. (Mycroft's test for one among eight bytes.) */
  static int end(byte[] document, int start) {
    int at = start;
    for (int last = document.length - Long.BYTES; at <= last; at += Long.BYTES) {
      long bytes = BsonBytes.int64(document, at);
      long zeros = (bytes - LOW_BITS) & ~bytes & HIGH_BITS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (document[at] != 0) {
      at++;
    }
    return at;
  }
}

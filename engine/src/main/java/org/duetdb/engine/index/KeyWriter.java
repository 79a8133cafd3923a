package org.duetdb.engine.index;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Arrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;

/**
 * Writes values as bytes whose unsigned order is the order of {@link
 * org.duetdb.api.bson.BsonOrder}, so that an index compares bytes and nothing else. Equal values,
 * for example 1 and 1.0, have equal bytes; no value's bytes begin with those of another, so the
 * values of several paths can stand one behind the other. A descending value is written with all
 * its bits turned. For one thread.
 *
 * <p>A value begins with its type's rank plus two, which leaves 0 for the end of a document. Bytes
 * of text that would look like an end are escaped: 0 as (1, 1) and 1 as (1, 2).
 */
public final class KeyWriter {
  static final byte END = 0;
  private static final byte ESCAPE = 1;
  private static final int RANK_OFFSET = 2;
  private static final int INITIAL_SIZE = 32;
  private static final byte[] NULL = {(byte) (ElementType.rank(ElementType.NULL) + RANK_OFFSET)};

  private byte[] bytes = new byte[INITIAL_SIZE];
  private int size;

  /** The byte that the values of a type's bracket begin with. */
  public static byte bracket(byte type) {
    return (byte) (ElementType.rank(type) + RANK_OFFSET);
  }

  /** Forgets everything behind the first {@code length} bytes. */
  void truncate(int length) {
    size = length;
  }

  /** How much is written. */
  int size() {
    return size;
  }

  /** What is written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Whether {@code entry} begins with what is written. */
  boolean isPrefixOf(byte[] entry) {
    return entry.length >= size && Arrays.equals(bytes, 0, size, entry, 0, size);
  }

  /** Writes a value; a missing one is null. */
  void value(byte[] source, long slot, boolean descending) {
    int from = size;
    if (slot == BsonBytes.NO_SLOT) {
      raw(NULL, 0, 1);
    } else {
      ascending(source, slot);
    }
    if (descending) {
      invert(from);
    }
  }

  /** Turns all bits from {@code from} on. */
  void invert(int from) {
    for (int i = from; i < size; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  /** Writes a value. */
  public void value(BsonSlice value, boolean descending) {
    value(value.bytes(), value.slot(), descending);
  }

  private void ascending(byte[] source, long slot) {
    int at = offset(slot);
    byte type = type(slot);
    put(bracket(type));
    switch (type) {
      case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 ->
          NumberKeys.write(this, source, slot);
      case ElementType.STRING, ElementType.SYMBOL, ElementType.CODE -> string(source, at);
      case ElementType.DOCUMENT -> elements(source, at, true);
      case ElementType.ARRAY -> elements(source, at, false);
      case ElementType.OBJECT_ID -> raw(source, at, 12);
      case ElementType.BOOLEAN -> put(source[at]);
      case ElementType.DATE -> bigEndian(BsonBytes.int64(source, at) ^ Long.MIN_VALUE);
      case ElementType.TIMESTAMP -> bigEndian(BsonBytes.int64(source, at));
      case ElementType.BINARY -> {
        int length = BsonBytes.int32(source, at);
        bigEndian(length);
        raw(source, at + 4, length + 1);
      }
      case ElementType.REGEX -> {
        int options = BsonBytes.endOfCString(source, at);
        escaped(source, at, options - 1);
        escaped(source, options, BsonBytes.endOfCString(source, options) - 1);
      }
      case ElementType.DB_POINTER -> {
        int length = BsonBytes.size(source, slot);
        bigEndian(length);
        raw(source, at + 4, length - 4);
      }
      case ElementType.CODE_WITH_SCOPE -> {
        string(source, at + 4);
        elements(source, BsonBytes.skip(source, ElementType.CODE, at + 4), true);
      }
      default -> {
        // The type says all.
      }
    }
  }

  private void elements(byte[] source, int from, boolean names) {
    int at = BsonBytes.firstElement(from);
    byte type;
    while ((type = source[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(source, at);
      if (names) {
        put(bracket(type));
        escaped(source, at + 1, nameEnd);
      }
      ascending(source, BsonBytes.slot(type, nameEnd + 1));
      at = BsonBytes.skip(source, type, nameEnd + 1);
    }
    put(END);
  }

  private void string(byte[] source, int at) {
    escaped(source, at + 4, at + 4 + BsonBytes.stringLength(source, at));
  }

  private void escaped(byte[] source, int from, int to) {
    reserve(2 * (to - from) + 1);
    for (int i = from; i < to; i++) {
      byte one = source[i];
      if (one == END || one == ESCAPE) {
        bytes[size++] = ESCAPE;
        bytes[size++] = (byte) (one + 1);
      } else {
        bytes[size++] = one;
      }
    }
    bytes[size++] = END;
  }

  void put(byte one) {
    reserve(1);
    bytes[size++] = one;
  }

  /** Writes what has been encoded before. */
  public void raw(byte[] encoded) {
    raw(encoded, 0, encoded.length);
  }

  void raw(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  private void bigEndian(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      put((byte) (value >>> shift));
    }
  }

  void bigEndian(long value) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** The part that stands behind the key in an entry and tells heads with equal keys apart. */
  void place(long place) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      if (place >>> shift != 0 || shift == 0) {
        put((byte) (place >>> shift));
      }
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}

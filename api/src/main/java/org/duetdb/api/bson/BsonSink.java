package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Arrays;
import org.bson.types.Decimal128;

/**
 * Writes BSON into a growing array of bytes: copies ranges of other documents, and values one by
 * one. For one thread.
 *
 * <p>Documents and arrays are opened with {@link #beginDocument()} and closed with {@link
 * #endDocument(int)}, which writes the length and the closing zero byte.
 */
public final class BsonSink {
  private static final byte[][] INDEX_NAMES = new byte[256][];

  static {
    for (int i = 0; i < INDEX_NAMES.length; i++) {
      INDEX_NAMES[i] = ascii(Integer.toString(i));
    }
  }

  private byte[] bytes;
  private int size;

  /** An empty sink with room for so many bytes before it has to grow. */
  public BsonSink(int capacity) {
    this.bytes = new byte[Math.max(16, capacity)];
  }

  /** The number of bytes written so far. */
  public int size() {
    return size;
  }

  /** Forgets everything that was written after the sink had this size. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** What was written, in an array of exactly that length. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Opens a document or an array and returns the mark that {@link #endDocument} wants. */
  public int beginDocument() {
    int start = size;
    reserve(4);
    size += 4;
    return start;
  }

  /** Closes the document or array that was opened at this mark. */
  public void endDocument(int start) {
    writeByte((byte) 0);
    BsonBytes.putInt32(bytes, start, size - start);
  }

  /** Writes an element's type and name; its value has to follow. */
  public void header(byte type, byte[] name) {
    reserve(name.length + 2);
    bytes[size++] = type;
    System.arraycopy(name, 0, bytes, size, name.length);
    size += name.length;
    bytes[size++] = 0;
  }

  /** Writes the header of the array element at an index. */
  public void header(byte type, int index) {
    header(type, indexName(index));
  }

  /** Writes a field with a value from a slot of other bytes. */
  public void field(byte[] name, byte[] source, long slot) {
    header(type(slot), name);
    value(source, slot);
  }

  /** Writes a field. */
  public void field(byte[] name, BsonSlice value) {
    field(name, value.bytes(), value.slot());
  }

  /** Writes the value from a slot of other bytes, without a header. */
  public void value(byte[] source, long slot) {
    int from = offset(slot);
    copy(source, from, BsonBytes.skip(source, type(slot), from));
  }

  /** Copies a range of other bytes. */
  public void copy(byte[] source, int from, int to) {
    int length = to - from;
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Writes one byte: a boolean's value, for example. */
  public void writeByte(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  /** Writes an int32 value. */
  public void writeInt32(int value) {
    reserve(4);
    BsonBytes.putInt32(bytes, size, value);
    size += 4;
  }

  /** Writes an int64 value, a date's milliseconds or a timestamp. */
  public void writeInt64(long value) {
    reserve(8);
    BsonBytes.putInt64(bytes, size, value);
    size += 8;
  }

  /** Writes a double value. */
  public void writeFloat64(double value) {
    writeInt64(Double.doubleToRawLongBits(value));
  }

  /** Writes a Decimal128 value. */
  public void writeDecimal128(Decimal128 value) {
    writeInt64(value.getLow());
    writeInt64(value.getHigh());
  }

  /** The UTF-8 name of the array element at an index. */
  public static byte[] indexName(int index) {
    return index < INDEX_NAMES.length ? INDEX_NAMES[index] : ascii(Integer.toString(index));
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private static byte[] ascii(String digits) {
    byte[] name = new byte[digits.length()];
    for (int i = 0; i < name.length; i++) {
      name[i] = (byte) digits.charAt(i);
    }
    return name;
  }
}

package org.duetdb.api.bson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.bson.BsonSerializationException;
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
    closeLength(start);
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

  /** Writes an element's type and name; its value has to follow. */
  public void header(byte type, String name) {
    writeByte(type);
    writeName(name);
  }

  private void writeName(String name) {
    int start = size;
    writeUtf8(name);
    for (int at = start; at < size; at++) {
      if (bytes[at] == 0) {
        size = start;
        throw new BsonSerializationException(
            "the name of a field has a zero character at index " + (at - start));
      }
    }
    writeByte((byte) 0);
  }

  /** Writes a zero-terminated string, such as a regular expression's. */
  public void writeCString(String value) {
    writeName(value);
  }

  /** Writes a string value. */
  public void writeString(String value) {
    int start = size;
    writeInt32(0);
    writeUtf8(value);
    writeByte((byte) 0);
    BsonBytes.putInt32(bytes, start, size - start - Integer.BYTES);
  }

  private void writeUtf8(String value) {
    int length = value.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        encodeFrom(value, i);
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  /** The part of a string that is not ASCII. A lone surrogate is refused rather than replaced. */
  private void encodeFrom(String value, int from) {
    try {
      var encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(value, from, value.length()));
      int length = encoded.remaining();
      reserve(length);
      encoded.get(bytes, size, length);
      size += length;
    } catch (CharacterCodingException lone) {
      throw new BsonSerializationException(
          "the string has half of a surrogate pair, which UTF-8 cannot hold");
    }
  }

  /** Overwrites the length of the document, array or code that was opened at this mark. */
  void closeLength(int start) {
    BsonBytes.putInt32(bytes, start, size - start);
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

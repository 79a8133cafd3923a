package org.duetdb.api.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Reads BSON where it lies: in the bytes of a document, without decoding and without allocating.
 *
 * <p>A value is named by a <em>slot</em>: its type byte and the offset of its first byte, packed in
 * a {@code long} so that finding a value costs no object. The slot {@link #NO_SLOT} stands for a
 * missing value; its type is {@link ElementType#MISSING}. A <em>document offset</em> is where a
 * document's length begins (0 for a whole document, the value offset for an embedded one), an
 * <em>element offset</em> where an element's type byte lies.
 *
 * <p>The methods trust the bytes: a document is checked once when it enters Duet and is immutable
 * afterwards.
 */
public final class BsonBytes {
  /** The slot of a value that is not there. */
  public static final long NO_SLOT = 0L;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Added to an entry of {@link #SIZES} whose value begins with a length that counts too. */
  private static final int LENGTH_FOLLOWS = 32;

  /** The entry of {@link #SIZES} of a type whose size has to be searched, or that is no type. */
  private static final int IRREGULAR = 64;

  /** The size of the values of each type. */
  private static final byte[] SIZES = sizes();

  private BsonBytes() {}

  private static byte[] sizes() {
    byte[] sizes = new byte[256];
    Arrays.fill(sizes, (byte) IRREGULAR);
    for (byte type :
        new byte[] {
          ElementType.DOUBLE, ElementType.DATE, ElementType.TIMESTAMP, ElementType.INT64
        }) {
      sizes[type] = Long.BYTES;
    }
    for (byte type : new byte[] {ElementType.STRING, ElementType.CODE, ElementType.SYMBOL}) {
      sizes[type] = LENGTH_FOLLOWS + 4;
    }
    for (byte type :
        new byte[] {ElementType.DOCUMENT, ElementType.ARRAY, ElementType.CODE_WITH_SCOPE}) {
      sizes[type] = LENGTH_FOLLOWS;
    }
    for (byte type :
        new byte[] {
          ElementType.NULL, ElementType.UNDEFINED, ElementType.MIN_KEY, ElementType.MAX_KEY
        }) {
      sizes[type & 0xFF] = 0;
    }
    sizes[ElementType.INT32] = Integer.BYTES;
    sizes[ElementType.BOOLEAN] = 1;
    sizes[ElementType.OBJECT_ID] = 12;
    sizes[ElementType.DECIMAL128] = 16;
    sizes[ElementType.BINARY] = LENGTH_FOLLOWS + 5;
    sizes[ElementType.DB_POINTER] = LENGTH_FOLLOWS + 16;
    return sizes;
  }

  /** The slot of a value of this type at this offset. */
  public static long slot(byte type, int offset) {
    return (type & 0xFFL) << 32 | offset;
  }

  /** The type byte of the value in a slot. */
  public static byte type(long slot) {
    return (byte) (slot >>> 32);
  }

  /** The offset of the value in a slot. */
  public static int offset(long slot) {
    return (int) slot;
  }

  /** The slot of the top-level field with these UTF-8 name bytes, or {@link #NO_SLOT}. */
  public static long find(byte[] document, byte[] name) {
    return find(document, 0, name);
  }

  /** The slot of the named field of the document (or array) that begins at an offset. */
  public static long find(byte[] bytes, int documentOffset, byte[] name) {
    return NameWords.find(
        bytes, documentOffset, name, NameWords.word(name), NameWords.mask(name.length));
  }

  /** The offset of the first element of the document that begins at an offset. */
  public static int firstElement(int documentOffset) {
    return documentOffset + 4;
  }

  /** The offset of the zero byte that ends the name of the element at this offset. */
  public static int nameEnd(byte[] bytes, int element) {
    return NameWords.end(bytes, element + 1);
  }

  /** The name of the element at this offset, whose name ends at {@code nameEnd}. */
  public static String name(byte[] bytes, int element, int nameEnd) {
    return utf8(bytes, element + 1, nameEnd - element - 1);
  }

  /** Whether the element at this offset, whose name ends at {@code nameEnd}, has this name. */
  public static boolean nameEquals(byte[] bytes, int element, int nameEnd, byte[] name) {
    return Arrays.equals(bytes, element + 1, nameEnd, name, 0, name.length);
  }

  /** The offset behind a value: of the next element, or of the document's closing zero byte. */
  public static int skip(byte[] bytes, byte type, int offset) {
    return offset + size(bytes, type, offset);
  }

  /**
   * The number of bytes of a value. The commonest types are asked for first, one by one: what the
   * processor foresees it need not wait for, as it would for an entry of a table.
   */
  public static int size(byte[] bytes, byte type, int offset) {
    if (type == ElementType.INT32) {
      return Integer.BYTES;
    }
    if (type == ElementType.STRING) {
      return Integer.BYTES + int32(bytes, offset);
    }
    if (type == ElementType.DOUBLE || type == ElementType.INT64 || type == ElementType.DATE) {
      return Long.BYTES;
    }
    int size = SIZES[type & 0xFF];
    if (size < LENGTH_FOLLOWS) {
      return size;
    }
    return size < IRREGULAR
        ? size - LENGTH_FOLLOWS + int32(bytes, offset)
        : irregularSize(bytes, type, offset);
  }

  private static int irregularSize(byte[] bytes, byte type, int offset) {
    if (type == ElementType.REGEX) {
      return endOfCString(bytes, endOfCString(bytes, offset)) - offset;
    }
    throw new IllegalArgumentException("not a BSON type: " + type);
  }

  /** The number of bytes of the value in a slot. */
  public static int size(byte[] bytes, long slot) {
    return size(bytes, type(slot), offset(slot));
  }

  /** The little-endian int at an offset: an int32 value, or the length in front of another. */
  public static int int32(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  /** The little-endian long at an offset: an int64, a date's milliseconds or a timestamp. */
  public static long int64(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /** The double at an offset. */
  public static double float64(byte[] bytes, int offset) {
    return Double.longBitsToDouble(int64(bytes, offset));
  }

  /** The boolean at an offset. */
  public static boolean bool(byte[] bytes, int offset) {
    return bytes[offset] != 0;
  }

  /** The Decimal128 at an offset. */
  public static Decimal128 decimal128(byte[] bytes, int offset) {
    return Decimal128.fromIEEE754BIDEncoding(int64(bytes, offset + 8), int64(bytes, offset));
  }

  /** The ObjectId at an offset. */
  public static ObjectId objectId(byte[] bytes, int offset) {
    return new ObjectId(ByteBuffer.wrap(bytes, offset, 12));
  }

  /** The number of UTF-8 bytes of the string value at an offset; they begin 4 bytes further on. */
  public static int stringLength(byte[] bytes, int offset) {
    return int32(bytes, offset) - 1;
  }

  /** The string (or symbol, or code) at an offset. */
  public static String string(byte[] bytes, int offset) {
    return utf8(bytes, offset + 4, stringLength(bytes, offset));
  }

  /** The zero-terminated string at an offset. */
  public static String cString(byte[] bytes, int offset) {
    return utf8(bytes, offset, endOfCString(bytes, offset) - 1 - offset);
  }

  /** The offset behind the zero byte that ends the zero-terminated string at an offset. */
  public static int endOfCString(byte[] bytes, int offset) {
    return NameWords.end(bytes, offset) + 1;
  }

  /** The number of elements of the document or array at an offset. */
  public static int count(byte[] bytes, int documentOffset) {
    int count = 0;
    int at = documentOffset + 4;
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      at = skip(bytes, type, nameEnd(bytes, at) + 1);
      count++;
    }
    return count;
  }

  /** Overwrites the int32 at an offset. Only for bytes that nobody else can see yet. */
  public static void putInt32(byte[] bytes, int offset, int value) {
    INT.set(bytes, offset, value);
  }

  /** Overwrites the int64 at an offset. Only for bytes that nobody else can see yet. */
  public static void putInt64(byte[] bytes, int offset, long value) {
    LONG.set(bytes, offset, value);
  }

  static String utf8(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}

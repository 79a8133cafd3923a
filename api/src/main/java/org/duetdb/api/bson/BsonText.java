package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * BSON values as MongoDB's server prints them in messages: {@code { a: "foo", b: [ 1, 2.5 ] }},
 * {@code ObjectId('507f1f77bcf86cd799439011')}. Meant for people, not for parsing.
 */
public final class BsonText {
  private static final double LARGEST_PLAIN_DOUBLE = 1e15;
  private static final int UUID_SUBTYPE = 4;
  private static final int UUID_SIZE = 16;

  private BsonText() {}

  /** The text of a whole document. */
  public static String ofDocument(byte[] document) {
    return of(document, BsonBytes.slot(ElementType.DOCUMENT, 0));
  }

  /** The text of a value of the bson library. */
  public static String of(BsonValue value) {
    return BsonSlice.of(value).toString();
  }

  /** The text of a document of the bson library. */
  public static String of(BsonDocument document) {
    return ofDocument(BsonCodecs.encode(document));
  }

  /** The text of the value in a slot. */
  public static String of(byte[] bytes, long slot) {
    StringBuilder text = new StringBuilder();
    append(text, bytes, slot);
    return text.toString();
  }

  /** The text of one element with its name: {@code a: "x"}. */
  public static String ofElement(String name, byte[] bytes, long slot) {
    return name + ": " + of(bytes, slot);
  }

  private static void append(StringBuilder text, byte[] bytes, long slot) {
    int at = offset(slot);
    switch (type(slot)) {
      case ElementType.MISSING -> text.append("EOO");
      case ElementType.DOUBLE -> appendDouble(text, BsonBytes.float64(bytes, at));
      case ElementType.STRING, ElementType.SYMBOL ->
          text.append('"').append(BsonBytes.string(bytes, at)).append('"');
      case ElementType.DOCUMENT -> appendElements(text, bytes, at, "{", "}", true);
      case ElementType.ARRAY -> appendElements(text, bytes, at, "[", "]", false);
      case ElementType.BINARY -> appendBinary(text, bytes, at);
      case ElementType.UNDEFINED -> text.append("undefined");
      case ElementType.OBJECT_ID ->
          text.append("ObjectId('").append(hex(bytes, at, 12)).append("')");
      case ElementType.BOOLEAN -> text.append(BsonBytes.bool(bytes, at));
      case ElementType.DATE ->
          text.append("new Date(").append(BsonBytes.int64(bytes, at)).append(')');
      case ElementType.NULL -> text.append("null");
      case ElementType.REGEX -> appendRegex(text, bytes, at);
      case ElementType.DB_POINTER -> appendDbPointer(text, bytes, at);
      case ElementType.CODE -> text.append(BsonBytes.string(bytes, at));
      case ElementType.CODE_WITH_SCOPE -> appendScopedCode(text, bytes, at);
      case ElementType.INT32 -> text.append(BsonBytes.int32(bytes, at));
      case ElementType.TIMESTAMP -> appendTimestamp(text, BsonBytes.int64(bytes, at));
      case ElementType.INT64 -> text.append(BsonBytes.int64(bytes, at));
      case ElementType.DECIMAL128 -> text.append(BsonBytes.decimal128(bytes, at));
      case ElementType.MIN_KEY -> text.append("MinKey");
      case ElementType.MAX_KEY -> text.append("MaxKey");
      default -> throw new IllegalArgumentException("not a BSON type: " + type(slot));
    }
  }

  private static void appendDouble(StringBuilder text, double value) {
    if (Double.isInfinite(value)) {
      text.append(value > 0 ? "inf" : "-inf");
    } else if (Double.isNaN(value)) {
      text.append("nan");
    } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN_DOUBLE) {
      text.append((long) value).append(".0");
    } else {
      text.append(value);
    }
  }

  private static void appendElements(
      StringBuilder text,
      byte[] bytes,
      int documentOffset,
      String open,
      String close,
      boolean names) {
    int at = BsonBytes.firstElement(documentOffset);
    String separator = open + " ";
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      text.append(separator);
      if (names) {
        text.append(BsonBytes.name(bytes, at, nameEnd)).append(": ");
      }
      append(text, bytes, BsonBytes.slot(type, nameEnd + 1));
      separator = ", ";
      at = BsonBytes.skip(bytes, type, nameEnd + 1);
    }
    boolean empty = at == BsonBytes.firstElement(documentOffset);
    text.append(empty ? open : " ").append(close);
  }

  private static void appendBinary(StringBuilder text, byte[] bytes, int at) {
    int length = BsonBytes.int32(bytes, at);
    int subtype = bytes[at + 4] & 0xFF;
    if (subtype == UUID_SUBTYPE && length == UUID_SIZE) {
      text.append("UUID(\"").append(uuid(bytes, at + 5)).append("\")");
    } else {
      text.append("BinData(").append(subtype).append(", ");
      text.append(hex(bytes, at + 5, length).toUpperCase(Locale.ROOT)).append(')');
    }
  }

  private static UUID uuid(byte[] bytes, int at) {
    return new UUID(
        Long.reverseBytes(BsonBytes.int64(bytes, at)),
        Long.reverseBytes(BsonBytes.int64(bytes, at + 8)));
  }

  private static void appendRegex(StringBuilder text, byte[] bytes, int at) {
    text.append('/').append(BsonBytes.cString(bytes, at)).append('/');
    text.append(BsonBytes.cString(bytes, BsonBytes.endOfCString(bytes, at)));
  }

  private static void appendDbPointer(StringBuilder text, byte[] bytes, int at) {
    int id = BsonBytes.skip(bytes, ElementType.STRING, at);
    text.append("DBRef('").append(BsonBytes.string(bytes, at)).append("',");
    text.append(hex(bytes, id, 12)).append(')');
  }

  private static void appendScopedCode(StringBuilder text, byte[] bytes, int at) {
    int scope = BsonBytes.skip(bytes, ElementType.CODE, at + 4);
    text.append("CodeWScope( ").append(BsonBytes.string(bytes, at + 4)).append(", ");
    append(text, bytes, BsonBytes.slot(ElementType.DOCUMENT, scope));
    text.append(')');
  }

  private static void appendTimestamp(StringBuilder text, long value) {
    text.append("Timestamp(").append(value >>> 32).append(", ").append(value & 0xFFFFFFFFL);
    text.append(')');
  }

  private static String hex(byte[] bytes, int offset, int length) {
    return HexFormat.of().formatHex(bytes, offset, offset + length);
  }
}

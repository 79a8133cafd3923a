package org.duetdb.api.bson;

/**
 * The type bytes of BSON elements, with MongoDB's names for them and their place in the order of
 * types.
 *
 * <p>They are bytes and not an enum because they are read from the middle of a document millions of
 * times a second and compared there; {@link org.bson.BsonType} serves where speed does not matter.
 */
public final class ElementType {
  /** No element: the end of a document, and the type of a value that is missing. */
  public static final byte MISSING = 0x00;

  public static final byte DOUBLE = 0x01;
  public static final byte STRING = 0x02;
  public static final byte DOCUMENT = 0x03;
  public static final byte ARRAY = 0x04;
  public static final byte BINARY = 0x05;
  public static final byte UNDEFINED = 0x06;
  public static final byte OBJECT_ID = 0x07;
  public static final byte BOOLEAN = 0x08;
  public static final byte DATE = 0x09;
  public static final byte NULL = 0x0A;
  public static final byte REGEX = 0x0B;
  public static final byte DB_POINTER = 0x0C;
  public static final byte CODE = 0x0D;
  public static final byte SYMBOL = 0x0E;
  public static final byte CODE_WITH_SCOPE = 0x0F;
  public static final byte INT32 = 0x10;
  public static final byte TIMESTAMP = 0x11;
  public static final byte INT64 = 0x12;
  public static final byte DECIMAL128 = 0x13;
  public static final byte MIN_KEY = (byte) 0xFF;
  public static final byte MAX_KEY = 0x7F;

  /** The rank of null and, since it sorts as null, of a missing value. */
  static final int NULL_RANK = 5;

  /** The rank shared by the four numeric types. */
  static final int NUMBER_RANK = 10;

  private ElementType() {}

  /**
   * The place of a type in the order of types; types of the same rank are compared by value and are
   * one bracket: the four numbers, and string with symbol.
   */
  public static int rank(byte type) {
    return switch (type) {
      case MIN_KEY -> -1;
      case MISSING, UNDEFINED -> 0;
      case NULL -> NULL_RANK;
      case INT32, INT64, DOUBLE, DECIMAL128 -> NUMBER_RANK;
      case STRING, SYMBOL -> 15;
      case DOCUMENT -> 20;
      case ARRAY -> 25;
      case BINARY -> 30;
      case OBJECT_ID -> 35;
      case BOOLEAN -> 40;
      case DATE -> 45;
      case TIMESTAMP -> 47;
      case REGEX -> 50;
      case DB_POINTER -> 55;
      case CODE -> 60;
      case CODE_WITH_SCOPE -> 65;
      case MAX_KEY -> 127;
      default -> throw new IllegalArgumentException("not a BSON type: " + type);
    };
  }

  /** Whether the type is one of the four numeric types. */
  public static boolean isNumber(byte type) {
    return type == INT32 || type == INT64 || type == DOUBLE || type == DECIMAL128;
  }

  /** MongoDB's name of the type, as {@code $type} takes it and as error messages print it. */
  public static String nameOf(byte type) {
    return switch (type) {
      case MISSING -> "missing";
      case DOUBLE -> "double";
      case STRING -> "string";
      case DOCUMENT -> "object";
      case ARRAY -> "array";
      case BINARY -> "binData";
      case UNDEFINED -> "undefined";
      case OBJECT_ID -> "objectId";
      case BOOLEAN -> "bool";
      case DATE -> "date";
      case NULL -> "null";
      case REGEX -> "regex";
      case DB_POINTER -> "dbPointer";
      case CODE -> "javascript";
      case SYMBOL -> "symbol";
      case CODE_WITH_SCOPE -> "javascriptWithScope";
      case INT32 -> "int";
      case TIMESTAMP -> "timestamp";
      case INT64 -> "long";
      case DECIMAL128 -> "decimal";
      case MIN_KEY -> "minKey";
      case MAX_KEY -> "maxKey";
      default -> throw new IllegalArgumentException("not a BSON type: " + type);
    };
  }
}

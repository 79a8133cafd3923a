package org.duetdb.api.bson;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * How large and how deep a document may be, checked where a document enters or leaves an update.
 */
public final class DocumentLimits {
  /** The largest document in bytes: 16 MiB. */
  public static final int MAX_SIZE = 16 * 1024 * 1024;

  /** The deepest nesting of documents and arrays, the document itself being level 1. */
  public static final int MAX_DEPTH = 100;

  private DocumentLimits() {}

  /**
   * Returns the document if it is within both limits, else throws BSONObjectTooLarge or Overflow.
   */
  public static byte[] check(byte[] document) {
    if (document.length > MAX_SIZE) {
      throw new DuetException(
          ErrorCode.BSON_OBJECT_TOO_LARGE,
          "The document is " + document.length + " bytes; the limit is " + MAX_SIZE + " bytes");
    }
    if (depth(document, BsonBytes.slot(ElementType.DOCUMENT, 0)) > MAX_DEPTH) {
      throw new DuetException(
          ErrorCode.OVERFLOW,
          "cannot store the document because it exceeds " + MAX_DEPTH + " levels of nesting");
    }
    return document;
  }

  /** The number of levels of documents and arrays that a value has; 0 for any other value. */
  public static int depth(byte[] bytes, long slot) {
    byte type = BsonBytes.type(slot);
    if (type != ElementType.DOCUMENT && type != ElementType.ARRAY) {
      return 0;
    }
    int deepest = 0;
    int at = BsonBytes.firstElement(BsonBytes.offset(slot));
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      deepest = Math.max(deepest, depth(bytes, BsonBytes.slot(type, value)));
      at = BsonBytes.skip(bytes, type, value);
    }
    return deepest + 1;
  }
}

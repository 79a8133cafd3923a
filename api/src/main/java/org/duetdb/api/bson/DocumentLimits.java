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
    if (isDeeperThan(document, 0, MAX_DEPTH)) {
      throw new DuetException(
          ErrorCode.OVERFLOW,
          "cannot store the document because it exceeds " + MAX_DEPTH + " levels of nesting");
    }
    return document;
  }

  private static boolean isDeeperThan(byte[] bytes, int documentOffset, int levels) {
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      if (type == ElementType.DOCUMENT || type == ElementType.ARRAY) {
        if (levels == 1 || isDeeperThan(bytes, value, levels - 1)) {
          return true;
        }
      }
      at = BsonBytes.skip(bytes, type, value);
    }
    return false;
  }
}

package org.duetdb.api.bson;

import java.util.function.Supplier;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Makes of a document what can be stored: with an {@code _id} that is allowed, in first place, and
 * within the limits.
 */
public final class NewDocument {
  private static final byte[] ID = {'_', 'i', 'd'};
  private static final int ID_HEADER = ID.length + 2;

  private NewDocument() {}

  /**
   * The document as it can be stored; the same array if nothing had to be done.
   *
   * @param generated the {@code _id} for a document that has none
   */
  public static byte[] prepare(byte[] document, Supplier<BsonSlice> generated) {
    DocumentLimits.check(document);
    long id = DocumentKey.slotOfId(document);
    if (id == BsonBytes.NO_SLOT) {
      return DocumentLimits.check(withIdFirst(document, generated.get(), 0, 0));
    }
    requireAllowed(document, id);
    int element = BsonBytes.offset(id) - ID_HEADER;
    if (element == BsonBytes.firstElement(0)) {
      return document;
    }
    int end = BsonBytes.skip(document, BsonBytes.type(id), BsonBytes.offset(id));
    return withIdFirst(document, BsonSlice.of(document, id), element, end);
  }

  /**
   * The document that an upsert inserts, as it can be stored.
   *
   * @throws DuetException 17420 if it is too large, which is a code of upserts alone
   */
  public static byte[] upserted(byte[] document, BsonSlice generated) {
    boolean hasId = DocumentKey.slotOfId(document) != BsonBytes.NO_SLOT;
    int size = document.length + (hasId ? 0 : ID_HEADER + generated.size());
    if (size > DocumentLimits.MAX_SIZE) {
      throw new DuetException(
          ErrorCode.DOCUMENT_TOO_LARGE,
          "Document to upsert is larger than " + DocumentLimits.MAX_SIZE);
    }
    return prepare(document, () -> generated);
  }

  private static byte[] withIdFirst(byte[] document, BsonSlice id, int gapFrom, int gapTo) {
    BsonSink sink = new BsonSink(document.length + id.size() + ID_HEADER);
    int start = sink.beginDocument();
    sink.field(ID, id);
    int first = BsonBytes.firstElement(0);
    sink.copy(document, first, Math.max(first, gapFrom));
    sink.copy(document, Math.max(first, gapTo), document.length - 1);
    sink.endDocument(start);
    return sink.toBytes();
  }

  private static void requireAllowed(byte[] document, long id) {
    switch (BsonBytes.type(id)) {
      case ElementType.ARRAY, ElementType.REGEX, ElementType.UNDEFINED ->
          throw new DuetException(
              ErrorCode.INVALID_ID_FIELD,
              "The '_id' value cannot be of type " + ElementType.nameOf(BsonBytes.type(id)));
      case ElementType.DOCUMENT -> requireNoDollar(document, BsonBytes.offset(id));
      default -> {}
    }
  }

  private static void requireNoDollar(byte[] document, int documentOffset) {
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = document[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(document, at);
      if (document[at + 1] == '$') {
        throw new DuetException(
            ErrorCode.DOLLAR_PREFIXED_FIELD_NAME,
            "_id fields may not contain '$'-prefixed fields: The dollar ($) prefixed field '"
                + BsonBytes.name(document, at, nameEnd)
                + "' is not valid for storage.");
      }
      at = BsonBytes.skip(document, type, nameEnd + 1);
    }
  }
}

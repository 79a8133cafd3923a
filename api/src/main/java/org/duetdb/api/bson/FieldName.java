package org.duetdb.api.bson;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a field, and how to find it in documents most of which have the same names in the
 * same order: it remembers the names that lay before it last time, and compares each as one number
 * instead of looking for its end. A document with other names is searched name by name.
 *
 * <p>Safe for use by many threads: what it remembers is a hint, immutable, and checked against
 * every document.
 */
public final class FieldName {
  /** Of so many documents that differ from what is remembered, one is remembered instead. */
  private static final int MISSES_PER_LESSON = 16;

  private final byte[] bytes;
  private final long word;
  private final long mask;

  private @Nullable Shape shape;
  private int misses;

  private FieldName(byte[] bytes) {
    this.bytes = bytes;
    this.word = NameWords.word(bytes);
    this.mask = NameWords.mask(bytes.length);
  }

  /** The name, which must not contain U+0000. */
  public static FieldName of(String name) {
    return new FieldName(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The name in UTF-8; not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The slot of the field of this name of the document (or array) that begins at an offset, or
   * {@link BsonBytes#NO_SLOT}.
   */
  public long find(byte[] document, int documentOffset) {
    Shape known = shape;
    if (known != null) {
      long found = known.find(document, documentOffset);
      if (found != Shape.OTHER) {
        return found;
      }
    }
    return search(document, documentOffset);
  }

  /**
   * The same, found at once if it is the element at an offset: for who reads field after field in
   * the order in which they mostly stand.
   */
  public long find(byte[] document, int documentOffset, int element) {
    long slot = at(document, element);
    return slot != BsonBytes.NO_SLOT ? slot : find(document, documentOffset);
  }

  /**
   * The slot of the element at an offset (or of none, at the end of a document) if it has this
   * name, else {@link BsonBytes#NO_SLOT}.
   */
  public long at(byte[] document, int element) {
    byte type = document[element];
    return type != ElementType.MISSING && NameWords.isAt(document, element + 1, bytes, word, mask)
        ? BsonBytes.slot(type, element + bytes.length + 2)
        : BsonBytes.NO_SLOT;
  }

  private long search(byte[] document, int documentOffset) {
    if ((misses++ & (MISSES_PER_LESSON - 1)) == 0) {
      shape = Shape.of(document, documentOffset, bytes);
    }
    return NameWords.find(document, documentOffset, bytes, word, mask);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

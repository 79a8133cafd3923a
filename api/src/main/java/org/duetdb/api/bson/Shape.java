package org.duetdb.api.bson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a document's fields up to one that is looked for, or all of them if it is not there.
 * Immutable.
 */
final class Shape {
  /** The answer for a document with other names; no slot is like it. */
  static final long OTHER = -1L;

  /** A document with more fields in front is searched name by name. */
  private static final int LONGEST = 64;

  private final long[] words;
  private final long[] masks;
  private final byte[][] names;
  private final boolean present;

  private Shape(List<byte[]> before, boolean present) {
    int size = before.size();
    this.words = new long[size];
    this.masks = new long[size];
    this.names = before.toArray(byte[][]::new);
    this.present = present;
    for (int i = 0; i < size; i++) {
      words[i] = NameWords.word(names[i]);
      masks[i] = NameWords.mask(names[i].length);
    }
  }

  /** The shape of a document as far as {@code wanted}; null if that is too far. */
  static @Nullable Shape of(byte[] document, int documentOffset, byte[] wanted) {
    List<byte[]> before = new ArrayList<>();
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = document[at]) != ElementType.MISSING && before.size() < LONGEST) {
      int end = BsonBytes.nameEnd(document, at);
      byte[] name = Arrays.copyOfRange(document, at + 1, end);
      before.add(name);
      if (Arrays.equals(name, wanted)) {
        return new Shape(before, true);
      }
      at = BsonBytes.skip(document, type, end + 1);
    }
    return type == ElementType.MISSING ? new Shape(before, false) : null;
  }

  /** The slot of the field, {@link BsonBytes#NO_SLOT} without it, or {@link #OTHER}. */
  long find(byte[] document, int documentOffset) {
    long[] expected = words;
    int last = expected.length - 1;
    int at = documentOffset + Integer.BYTES;
    for (int i = 0; i <= last; i++) {
      byte type = document[at];
      byte[] name = names[i];
      if (type == ElementType.MISSING
          || !NameWords.isAt(document, at + 1, name, expected[i], masks[i])) {
        return OTHER;
      }
      at += name.length + 2;
      if (i == last && present) {
        return BsonBytes.slot(type, at);
      }
      at = BsonBytes.skip(document, type, at);
    }
    return document[at] == ElementType.MISSING ? BsonBytes.NO_SLOT : OTHER;
  }
}

package org.duetdb.document.sort;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.slot;
import static org.duetdb.api.bson.BsonBytes.type;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;

/**
 * One field of a sort: finds the value that a document sorts by.
 *
 * @param path the field
 * @param descending whether greater values come first
 */
record SortKey(FieldPath path, boolean descending) {
  /** Stands for a missing value, which sorts as null. */
  private static final long NULL = slot(ElementType.NULL, 0);

  /** Stands for an empty array, which sorts before null. */
  private static final long EMPTY_ARRAY = slot(ElementType.UNDEFINED, 0);

  int compare(byte[] left, int leftOffset, byte[] right, int rightOffset) {
    return ordered(left, value(left, leftOffset), right, value(right, rightOffset));
  }

  /** Compares two values in the direction of this field. */
  int ordered(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    int order = BsonOrder.compare(left, leftSlot, right, rightSlot);
    return descending ? -order : order;
  }

  /** The slot of the value if no array lies on the way to it; the slot of the array if one does. */
  long valueOrArray(byte[] bytes, int documentOffset) {
    long found = path.find(0, bytes, documentOffset);
    for (int i = 1; i < path.length(); i++) {
      if (type(found) == ElementType.ARRAY) {
        return found;
      }
      if (type(found) != ElementType.DOCUMENT) {
        return NULL;
      }
      found = path.find(i, bytes, offset(found));
    }
    return found == NO_SLOT ? NULL : found;
  }

  /** The slot of the value that the document at an offset sorts by; never missing. */
  long value(byte[] bytes, int documentOffset) {
    return inDocument(bytes, documentOffset, 0, NO_SLOT);
  }

  private long inDocument(byte[] bytes, int documentOffset, int component, long best) {
    return at(bytes, path.find(component, bytes, documentOffset), component, best);
  }

  private long at(byte[] bytes, long found, int component, long best) {
    boolean last = component == path.length() - 1;
    if (type(found) == ElementType.ARRAY) {
      return last ? overElements(bytes, found, best) : inArray(bytes, found, component + 1, best);
    }
    if (last) {
      return better(bytes, best, found == NO_SLOT ? NULL : found);
    }
    return type(found) == ElementType.DOCUMENT
        ? inDocument(bytes, offset(found), component + 1, best)
        : better(bytes, best, NULL);
  }

  private long inArray(byte[] bytes, long array, int component, long best) {
    if (path.isNumeric(component)) {
      return at(bytes, path.find(component, bytes, offset(array)), component, best);
    }
    long result = best;
    int at = BsonBytes.firstElement(offset(array));
    if (bytes[at] == ElementType.MISSING) {
      return better(bytes, best, NULL);
    }
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      result =
          type == ElementType.DOCUMENT
              ? inDocument(bytes, value, component, result)
              : better(bytes, result, NULL);
      at = BsonBytes.skip(bytes, type, value);
    }
    return result;
  }

  private long overElements(byte[] bytes, long array, long best) {
    long result = best;
    int at = BsonBytes.firstElement(offset(array));
    if (bytes[at] == ElementType.MISSING) {
      return better(bytes, best, EMPTY_ARRAY);
    }
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      result = better(bytes, result, slot(type, value));
      at = BsonBytes.skip(bytes, type, value);
    }
    return result;
  }

  private long better(byte[] bytes, long best, long candidate) {
    if (best == NO_SLOT) {
      return candidate;
    }
    int order = BsonOrder.compare(bytes, candidate, bytes, best);
    return (descending ? order > 0 : order < 0) ? candidate : best;
  }
}

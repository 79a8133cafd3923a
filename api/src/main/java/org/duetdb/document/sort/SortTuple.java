package org.duetdb.document.sort;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.slot;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Optional;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The values that a document sorts by where a sort has several fields and an array lies on the way.
 * Fields that lead into one array are taken from the same element of it, so the values are a tuple,
 * and the document sorts by its first tuple. Two arrays beside each other have no such tuples and
 * are refused.
 */
final class SortTuple {
  /** The component of a path that has found its value. */
  private static final int ENDED = Integer.MAX_VALUE;

  private static final long NULL = slot(ElementType.NULL, 0);
  private static final long EMPTY_ARRAY = slot(ElementType.UNDEFINED, 0);

  private final SortKey[] keys;
  private final byte[] bytes;
  private Optional<long[]> best = Optional.empty();

  private SortTuple(SortKey[] keys, byte[] bytes) {
    this.keys = keys;
    this.bytes = bytes;
  }

  /** Compares two documents by the first tuple of each. */
  static int compare(SortKey[] keys, byte[] left, int leftOffset, byte[] right, int rightOffset) {
    long[] first = first(keys, left, leftOffset);
    long[] other = first(keys, right, rightOffset);
    return compare(keys, left, first, right, other);
  }

  private static long[] first(SortKey[] keys, byte[] bytes, int documentOffset) {
    SortTuple tuple = new SortTuple(keys, bytes);
    long[] slots = new long[keys.length];
    int[] components = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      slots[i] = slot(ElementType.DOCUMENT, documentOffset);
    }
    tuple.expand(slots, components);
    return tuple.best.orElseThrow();
  }

  private static int compare(
      SortKey[] keys, byte[] left, long[] slots, byte[] right, long[] others) {
    for (int i = 0; i < keys.length; i++) {
      int order = BsonOrder.compare(left, slots[i], right, others[i]);
      if (order != 0) {
        return keys[i].descending() ? -order : order;
      }
    }
    return 0;
  }

  /** Follows every path to its end or to an array, then through that array's elements. */
  private void expand(long[] slots, int[] components) {
    long array = NO_SLOT;
    for (int i = 0; i < keys.length; i++) {
      advance(slots, components, i);
      if (isAtArray(slots, components, i)) {
        if (array != NO_SLOT && array != slots[i]) {
          throw new DuetException(
              ErrorCode.BAD_VALUE, "cannot sort with keys that are parallel arrays");
        }
        array = slots[i];
      }
    }
    if (array == NO_SLOT) {
      keep(slots);
    } else {
      overElements(array, slots, components);
    }
  }

  private void overElements(long array, long[] slots, int[] components) {
    int at = BsonBytes.firstElement(offset(array));
    if (bytes[at] == ElementType.MISSING) {
      descend(array, NO_SLOT, slots, components);
    }
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      descend(array, slot(type, value), slots, components);
      at = BsonBytes.skip(bytes, type, value);
    }
  }

  /**
   * Takes the paths that stand at an array on to one of its elements; {@code NO_SLOT} if it has
   * none.
   */
  private void descend(long array, long element, long[] slots, int[] components) {
    long[] nextSlots = slots.clone();
    int[] nextComponents = components.clone();
    for (int i = 0; i < keys.length; i++) {
      if (slots[i] == array && isAtArray(slots, components, i)) {
        boolean last = components[i] == keys[i].path().length();
        boolean document = type(element) == ElementType.DOCUMENT;
        nextSlots[i] =
            last ? (element == NO_SLOT ? EMPTY_ARRAY : element) : document ? element : NULL;
        nextComponents[i] = last || !document ? ENDED : components[i];
      }
    }
    expand(nextSlots, nextComponents);
  }

  private boolean isAtArray(long[] slots, int[] components, int key) {
    return components[key] != ENDED && type(slots[key]) == ElementType.ARRAY;
  }

  private void advance(long[] slots, int[] components, int key) {
    int length = keys[key].path().length();
    while (components[key] < length && type(slots[key]) == ElementType.DOCUMENT) {
      slots[key] = keys[key].path().find(components[key]++, bytes, offset(slots[key]));
      if (type(slots[key]) == ElementType.ARRAY
          && components[key] < length
          && keys[key].path().isNumeric(components[key])) {
        slots[key] = keys[key].path().find(components[key]++, bytes, offset(slots[key]));
      }
    }
    boolean atArray = type(slots[key]) == ElementType.ARRAY;
    if (components[key] != ENDED && !atArray) {
      boolean found = components[key] == length && slots[key] != NO_SLOT;
      slots[key] = found ? slots[key] : NULL;
      components[key] = ENDED;
    }
  }

  private void keep(long[] slots) {
    if (best.isEmpty() || compare(keys, bytes, slots, bytes, best.get()) < 0) {
      best = Optional.of(slots);
    }
  }
}

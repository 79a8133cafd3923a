package org.duetdb.engine.index;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.slot;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.function.Consumer;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The keys of one document in an index of several paths of which at least one goes through an
 * array: the paths that lead into an array go through its elements together. Used once, by one
 * thread.
 */
final class ArrayKeys {
  /** The component of a path that has found its value. */
  private static final int ENDED = Integer.MAX_VALUE;

  private final FieldPath[] paths;
  private final byte[] bytes;
  private final Consumer<long[]> found;

  ArrayKeys(FieldPath[] paths, byte[] bytes, Consumer<long[]> found) {
    this.paths = paths;
    this.bytes = bytes;
    this.found = found;
  }

  void run() {
    var slots = new long[paths.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slot(ElementType.DOCUMENT, 0);
    }
    expand(slots, new int[paths.length]);
  }

  private void expand(long[] slots, int[] components) {
    long array = NO_SLOT;
    int through = 0;
    for (int i = 0; i < paths.length; i++) {
      advance(slots, components, i);
      if (isAtArray(slots, components, i)) {
        if (array != NO_SLOT && array != slots[i]) {
          throw parallel(paths[i], paths[through]);
        }
        array = slots[i];
        through = i;
      }
    }
    if (array == NO_SLOT) {
      found.accept(slots);
      return;
    }
    int at = BsonBytes.firstElement(offset(array));
    boolean empty = bytes[at] == ElementType.MISSING;
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      descend(array, slot(type, value), slots, components);
      at = BsonBytes.skip(bytes, type, value);
    }
    if (empty || isEndOfPath(array, slots, components)) {
      whole(array, slots, components);
    }
  }

  private static DuetException parallel(FieldPath second, FieldPath first) {
    return new DuetException(
        ErrorCode.CANNOT_INDEX_PARALLEL_ARRAYS,
        "cannot index parallel arrays [" + second + "] [" + first + "]");
  }

  /** Follows a path through documents to its end or to an array. */
  private void advance(long[] slots, int[] components, int path) {
    int length = paths[path].length();
    while (components[path] < length && type(slots[path]) == ElementType.DOCUMENT) {
      slots[path] = paths[path].find(components[path]++, bytes, offset(slots[path]));
    }
    if (components[path] < length && type(slots[path]) != ElementType.ARRAY) {
      slots[path] = NO_SLOT;
    }
    if (!isAtArray(slots, components, path)) {
      components[path] = ENDED;
    }
  }

  private boolean isAtArray(long[] slots, int[] components, int path) {
    return components[path] != ENDED && type(slots[path]) == ElementType.ARRAY;
  }

  /** Takes the paths that stand at the array on to one of its elements. */
  private void descend(long array, long element, long[] slots, int[] components) {
    var nextSlots = slots.clone();
    var nextComponents = components.clone();
    for (int i = 0; i < paths.length; i++) {
      if (slots[i] == array && isAtArray(slots, components, i)) {
        boolean last = components[i] == paths[i].length();
        boolean document = type(element) == ElementType.DOCUMENT;
        nextSlots[i] = last || document ? element : NO_SLOT;
        nextComponents[i] = last || !document ? ENDED : components[i];
      }
    }
    expand(nextSlots, nextComponents);
  }

  private boolean isEndOfPath(long array, long[] slots, int[] components) {
    for (int i = 0; i < paths.length; i++) {
      if (slots[i] == array && components[i] == paths[i].length()) {
        return true;
      }
    }
    return false;
  }

  /** The key with the array itself where a path ends at it. */
  private void whole(long array, long[] slots, int[] components) {
    var nextSlots = slots.clone();
    var nextComponents = components.clone();
    for (int i = 0; i < paths.length; i++) {
      if (slots[i] == array && isAtArray(slots, components, i)) {
        nextSlots[i] = components[i] == paths[i].length() ? array : NO_SLOT;
        nextComponents[i] = ENDED;
      }
    }
    expand(nextSlots, nextComponents);
  }
}

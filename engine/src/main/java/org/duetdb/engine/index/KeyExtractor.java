package org.duetdb.engine.index;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.IndexDescriptor.Partial;

/**
 * Finds the keys that a document has in an index: for every value that a comparison on an indexed
 * path would look at there is a key with it, so a search by keys misses nothing. Without arrays a
 * document has one key. A path through an array has one key for each element and one for the array
 * itself; several paths through the same array go through it together, and two arrays beside each
 * other are refused. A document in which a path leads nowhere has null there. Immutable.
 */
final class KeyExtractor {
  private static final Object[] NO_PARAMETERS = {};

  private final IndexDescriptor descriptor;
  private final FieldPath[] paths;
  private final boolean[] descending;
  private final boolean anyNumeric;

  KeyExtractor(IndexDescriptor descriptor) {
    this.descriptor = descriptor;
    int count = descriptor.keys().size();
    paths = new FieldPath[count];
    descending = new boolean[count];
    boolean numeric = false;
    for (int i = 0; i < count; i++) {
      paths[i] = descriptor.keys().get(i).path();
      descending[i] = descriptor.keys().get(i).descending();
      for (int component = 1; component < paths[i].length(); component++) {
        numeric |= paths[i].isNumeric(component);
      }
    }
    anyNumeric = numeric;
  }

  /** Is told of a key. */
  interface Visitor {
    /**
     * A key.
     *
     * @param key the encoded key, which may be added to
     * @param slots the values in the document, {@code NO_SLOT} for a missing one; to be copied
     */
    void key(KeyWriter key, long[] slots);
  }

  /**
   * Tells of each key of a document; the same one may come twice.
   *
   * @return whether an array was on the way, so that other documents may have several
   */
  boolean visit(byte[] document, Visitor visitor) {
    if (!isIn(document)) {
      return false;
    }
    var slots = new long[paths.length];
    var key = new KeyWriter();
    boolean array = false;
    for (int i = 0; i < paths.length; i++) {
      slots[i] = valueOrArray(document, paths[i]);
      array |= type(slots[i]) == ElementType.ARRAY;
    }
    if (!array) {
      emit(document, slots, key, visitor);
      return false;
    }
    if (paths.length == 1 || anyNumeric) {
      product(document, slots, 0, key, visitor);
    } else {
      new ArrayKeys(paths, document, tuple -> emit(document, tuple, key, visitor)).run();
    }
    return true;
  }

  /**
   * Whether a document has the key of an entry.
   *
   * @param key is written over
   */
  boolean has(byte[] document, byte[] entry, KeyWriter key) {
    if (paths.length == 1 && descriptor.partial().isEmpty()) {
      long slot = valueOrArray(document, paths[0]);
      if (type(slot) != ElementType.ARRAY) {
        key.truncate(0);
        key.value(document, slot, descending[0]);
        return key.isPrefixOf(entry) && (slot != NO_SLOT || !descriptor.sparse());
      }
    }
    var found = new boolean[1];
    visit(document, (one, slots) -> found[0] |= one.isPrefixOf(entry));
    return found[0];
  }

  /** Whether the document is in the index as far as its filter says. */
  private boolean isIn(byte[] document) {
    return descriptor.partial().isEmpty() || isIn(descriptor.partial().get(), document);
  }

  private static boolean isIn(Partial partial, byte[] document) {
    return partial.predicate().test(document, NO_PARAMETERS);
  }

  private void emit(byte[] document, long[] slots, KeyWriter key, Visitor visitor) {
    key.truncate(0);
    boolean found = false;
    for (int i = 0; i < slots.length; i++) {
      found |= slots[i] != NO_SLOT;
      key.value(document, slots[i], descending[i]);
    }
    if (found || !descriptor.sparse()) {
      visitor.key(key, slots);
    }
  }

  /** Every combination of the values of each path. */
  private void product(byte[] document, long[] slots, int path, KeyWriter key, Visitor visitor) {
    if (path == paths.length) {
      emit(document, slots, key, visitor);
      return;
    }
    for (long value : values(document, paths[path])) {
      slots[path] = value;
      product(document, slots, path + 1, key, visitor);
    }
  }

  private static List<Long> values(byte[] document, FieldPath path) {
    var found = new ArrayList<Long>();
    path.anyMatch(document, 0, LeafArray.ELEMENTS_AND_WHOLE, (bytes, slot) -> !found.add(slot));
    if (found.isEmpty()) {
      found.add(NO_SLOT);
    }
    return found;
  }

  /** The value at the end of a path; the array if one lies on the way. */
  private static long valueOrArray(byte[] document, FieldPath path) {
    long found = path.find(0, document, 0);
    for (int i = 1; i < path.length(); i++) {
      if (type(found) == ElementType.ARRAY) {
        return found;
      }
      if (type(found) != ElementType.DOCUMENT) {
        return NO_SLOT;
      }
      found = path.find(i, document, offset(found));
    }
    return found;
  }

  /** Whether two documents certainly have the same keys; cheaper than to make them. */
  boolean isSame(byte[] left, byte[] right) {
    for (var path : paths) {
      long slot = valueOrArray(left, path);
      long other = valueOrArray(right, path);
      if (!BsonOrder.identical(left, slot, right, other)) {
        return false;
      }
    }
    return isIn(left) == isIn(right);
  }
}

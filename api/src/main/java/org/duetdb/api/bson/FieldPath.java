package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.slot;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path such as {@code address.city} or {@code items.0.price}, parsed once, and the two
 * ways to follow it.
 *
 * <p>{@link #resolve} leads to at most one value: a numeric component takes that element of an
 * array, any other component finds nothing in one. {@link #anyMatch} is MongoDB's rule for filters:
 * the path fans out through every array it meets, and a numeric component is both an index and a
 * field name. Immutable.
 */
public final class FieldPath {
  /** What {@link #anyMatch} does with an array at the end of the path. */
  public enum LeafArray {
    /** Its elements are tested, then the array itself: the rule of comparisons. */
    ELEMENTS_AND_WHOLE,
    /**
     * The array itself is tested: the rule of {@code $size}, {@code $elemMatch} and {@code
     * $exists}.
     */
    WHOLE,
    /** Its elements alone are tested. */
    ELEMENTS
  }

  /**
   * Paths parsed before, each in the place of its hash: the same few are asked for all the time.
   * Threads may overwrite each other's entries, which costs a parse and nothing else.
   */
  private static final @Nullable FieldPath[] KNOWN = new FieldPath[1 << 10];

  private static final int LONGEST_KNOWN = 64;

  private final String text;
  private final List<String> components;
  private final FieldName[] names;
  private final boolean[] numeric;

  private FieldPath(String text, List<String> components) {
    this.text = text;
    this.components = List.copyOf(components);
    this.names = new FieldName[components.size()];
    this.numeric = new boolean[components.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = FieldName.of(components.get(i));
      numeric[i] = isDigits(components.get(i));
    }
  }

  /**
   * Parses a dotted path. Empty components are kept; whether they are allowed is the caller's rule.
   */
  public static FieldPath of(String dotted) {
    int slot = dotted.hashCode() & (KNOWN.length - 1);
    var known = KNOWN[slot];
    if (known != null && known.text.equals(dotted)) {
      return known;
    }
    var parsed = parse(dotted);
    if (dotted.length() <= LONGEST_KNOWN) {
      KNOWN[slot] = parsed;
    }
    return parsed;
  }

  private static FieldPath parse(String dotted) {
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      return new FieldPath(dotted, List.of(dotted));
    }
    List<String> components = new ArrayList<>();
    int start = 0;
    for (; dot >= 0; dot = dotted.indexOf('.', start)) {
      components.add(dotted.substring(start, dot));
      start = dot + 1;
    }
    components.add(dotted.substring(start));
    return new FieldPath(dotted, components);
  }

  /** The number of components; at least one. */
  public int length() {
    return names.length;
  }

  /** The component at an index. */
  public String component(int index) {
    return components.get(index);
  }

  /** The UTF-8 bytes of the component at an index; not to be written to. */
  public byte[] name(int index) {
    return names[index].bytes();
  }

  /**
   * The slot of the field that the component at an index names in the document (or array) at an
   * offset, or {@link BsonBytes#NO_SLOT}.
   */
  public long find(int index, byte[] bytes, int documentOffset) {
    return names[index].find(bytes, documentOffset);
  }

  /** The components in order; unmodifiable. */
  public List<String> components() {
    return components;
  }

  /** Whether the component consists of digits only, so that it can be an array index. */
  public boolean isNumeric(int index) {
    return numeric[index];
  }

  /** The path without its first {@code count} components, of which at least one must remain. */
  public FieldPath withoutFirst(int count) {
    List<String> rest = components.subList(count, components.size());
    return new FieldPath(String.join(".", rest), rest);
  }

  /** Whether this path is equal to {@code other} or leads to something that contains it. */
  public boolean isPrefixOf(FieldPath other) {
    return other.length() >= length() && other.components.subList(0, length()).equals(components);
  }

  /** The slot of the one value at this path of a whole document, or {@link BsonBytes#NO_SLOT}. */
  public long resolve(byte[] document) {
    return resolve(document, 0);
  }

  /**
   * The slot of the one value at this path of the document at an offset, or {@link
   * BsonBytes#NO_SLOT}.
   */
  public long resolve(byte[] bytes, int documentOffset) {
    long found = names[0].find(bytes, documentOffset);
    for (int i = 1; i < names.length; i++) {
      byte type = type(found);
      if (type != ElementType.DOCUMENT && type != ElementType.ARRAY) {
        return NO_SLOT;
      }
      found = names[i].find(bytes, offset(found));
    }
    return found;
  }

  /**
   * Whether any value that this path can mean passes the test. A path that leads to nothing tests
   * {@link BsonBytes#NO_SLOT} once, except that an array without a matching element on the way
   * tests nothing.
   */
  public boolean anyMatch(byte[] bytes, int documentOffset, LeafArray leafArray, ValueTest test) {
    return inDocument(bytes, documentOffset, 0, leafArray, test);
  }

  /**
   * Whether a value passes the test, or one of its elements if it is an array: {@link #anyMatch} at
   * a path's end.
   */
  public static boolean anyMatch(byte[] bytes, long slot, LeafArray leafArray, ValueTest test) {
    return type(slot) == ElementType.ARRAY
        ? atLeafArray(bytes, slot, leafArray, test)
        : test.test(bytes, slot);
  }

  private boolean inDocument(
      byte[] bytes, int documentOffset, int from, LeafArray leafArray, ValueTest test) {
    int last = names.length - 1;
    int component = from;
    long found = names[component].find(bytes, documentOffset);
    while (component < last && type(found) == ElementType.DOCUMENT) {
      found = names[++component].find(bytes, offset(found));
    }
    if (type(found) == ElementType.ARRAY) {
      return component == last
          ? atLeafArray(bytes, found, leafArray, test)
          : inArray(bytes, offset(found), component + 1, leafArray, test);
    }
    return test.test(bytes, component == last ? found : NO_SLOT);
  }

  private static boolean atLeafArray(
      byte[] bytes, long array, LeafArray leafArray, ValueTest test) {
    if (leafArray != LeafArray.WHOLE) {
      int at = BsonBytes.firstElement(offset(array));
      byte type;
      while ((type = bytes[at]) != ElementType.MISSING) {
        int value = BsonBytes.nameEnd(bytes, at) + 1;
        if (test.test(bytes, slot(type, value))) {
          return true;
        }
        at = BsonBytes.skip(bytes, type, value);
      }
    }
    return leafArray != LeafArray.ELEMENTS && test.test(bytes, array);
  }

  private boolean inArray(
      byte[] bytes, int arrayOffset, int component, LeafArray leafArray, ValueTest test) {
    int at = BsonBytes.firstElement(arrayOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int value = nameEnd + 1;
      if (type == ElementType.DOCUMENT && inDocument(bytes, value, component, leafArray, test)) {
        return true;
      }
      if (numeric[component]
          && BsonBytes.nameEquals(bytes, at, nameEnd, name(component))
          && atIndex(bytes, slot(type, value), component, leafArray, test)) {
        return true;
      }
      at = BsonBytes.skip(bytes, type, value);
    }
    return false;
  }

  private boolean atIndex(
      byte[] bytes, long element, int component, LeafArray leafArray, ValueTest test) {
    if (component == names.length - 1) {
      return test.test(bytes, element);
    }
    return switch (type(element)) {
      case ElementType.DOCUMENT ->
          inDocument(bytes, offset(element), component + 1, leafArray, test);
      case ElementType.ARRAY -> inArray(bytes, offset(element), component + 1, leafArray, test);
      default -> false;
    };
  }

  private static boolean isDigits(String component) {
    for (int i = 0; i < component.length(); i++) {
      if (component.charAt(i) < '0' || component.charAt(i) > '9') {
        return false;
      }
    }
    return !component.isEmpty();
  }

  /** The path in dotted form. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

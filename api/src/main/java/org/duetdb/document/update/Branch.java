package org.duetdb.document.update;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The inside of a path: the fields below it that the update wants, in the order in which new ones
 * are created (numbers by value, then names).
 */
final class Branch implements UpdateNode {
  /** The order in which MongoDB creates new fields. */
  static final Comparator<String> CREATION_ORDER = Branch::compareNames;

  private static final int MAX_INDEX_DIGITS = 9;

  private final byte[][] names;
  private final int[] indexes;
  private final UpdateNode[] children;
  private final int positional;

  private Branch(String[] sorted, UpdateNode[] children) {
    this.names = new byte[sorted.length][];
    this.indexes = new int[sorted.length];
    this.children = children;
    int dollar = -1;
    for (int i = 0; i < sorted.length; i++) {
      names[i] = sorted[i].getBytes(StandardCharsets.UTF_8);
      indexes[i] = index(sorted[i]);
      dollar = UpdatePaths.isPositional(sorted[i]) ? i : dollar;
    }
    this.positional = dollar;
  }

  /** A branch with these children. */
  static Branch of(Map<String, UpdateNode> children) {
    String[] sorted = children.keySet().toArray(String[]::new);
    Arrays.sort(sorted, CREATION_ORDER);
    return new Branch(sorted, Arrays.stream(sorted).map(children::get).toArray(UpdateNode[]::new));
  }

  /** A branch with one child, as most updates have it. */
  static Branch of(String name, UpdateNode child) {
    return new Branch(new String[] {name}, new UpdateNode[] {child});
  }

  int size() {
    return children.length;
  }

  byte[] name(int child) {
    return names[child];
  }

  /** The array index that the child's name is, or -1. */
  int index(int child) {
    return indexes[child];
  }

  UpdateNode child(int child) {
    return children[child];
  }

  /** The children by name, in order. */
  Map<String, UpdateNode> children() {
    Map<String, UpdateNode> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      byName.put(new String(names[i], StandardCharsets.UTF_8), children[i]);
    }
    return byName;
  }

  /**
   * This branch with the child {@code $}, if there is one, at the index that the filter matched.
   */
  Branch resolved(UpdateRun run, Optional<Field> parent) {
    return positional < 0 ? this : resolved(run, parent.map(Field::path).orElse(""));
  }

  /** The same, for a branch at a path that is not in the document. */
  Branch resolved(UpdateRun run, String at) {
    if (positional < 0) {
      return this;
    }
    String index = Integer.toString(run.matchedIndex());
    Map<String, UpdateNode> byName = children();
    UpdateNode node = byName.remove("$");
    byName.merge(index, node, (a, b) -> NodeMerge.merge(a, b, at + "." + index));
    return of(byName);
  }

  /** The child for the element with this name, or -1. */
  int find(byte[] bytes, int element, int nameEnd) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(bytes, element + 1, nameEnd, names[i], 0, names[i].length)) {
        return i;
      }
    }
    return -1;
  }

  /** The child for the array element at this index, or -1. */
  int find(int index) {
    for (int i = 0; i < indexes.length; i++) {
      if (indexes[i] == index) {
        return i;
      }
    }
    return -1;
  }

  private static int index(String name) {
    if (name.isEmpty() || name.length() > MAX_INDEX_DIGITS) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      index = 10 * index + digit;
    }
    return index;
  }

  private static int compareNames(String left, String right) {
    int leftIndex = index(left);
    int rightIndex = index(right);
    if (leftIndex >= 0 && rightIndex >= 0 && leftIndex != rightIndex) {
      return Integer.compare(leftIndex, rightIndex);
    }
    return left.compareTo(right);
  }
}

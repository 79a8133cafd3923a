package org.duetdb.document.update;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inside of a path: the fields below it that the update wants, in the order in which new ones
 * are created (numbers by value, then names).
 */
final class Branch implements UpdateNode {
  /** The order in which MongoDB creates new fields. */
  static final Comparator<String> CREATION_ORDER = Branch::compareNames;

  private static final byte[] POSITIONAL = {'$'};

  private final byte[][] names;
  private final int[] indexes;
  private final UpdateNode[] children;
  private final int positional;

  private Branch(List<Map.Entry<String, UpdateNode>> entries) {
    this.names = new byte[entries.size()][];
    this.indexes = new int[names.length];
    this.children = new UpdateNode[names.length];
    for (int i = 0; i < names.length; i++) {
      String name = entries.get(i).getKey();
      names[i] = name.getBytes(StandardCharsets.UTF_8);
      indexes[i] = index(name);
      children[i] = entries.get(i).getValue();
    }
    this.positional = find(POSITIONAL, -1, POSITIONAL.length);
  }

  /** A branch with these children. */
  static Branch of(Map<String, UpdateNode> children) {
    Comparator<Map.Entry<String, UpdateNode>> order = Map.Entry.comparingByKey(CREATION_ORDER);
    return new Branch(children.entrySet().stream().sorted(order).toList());
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
    boolean digits = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && name.length() < 10 ? Integer.parseInt(name) : -1;
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

package org.duetdb.document.update;

import java.util.LinkedHashMap;
import java.util.Map;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Gathers the paths of an update while it is compiled and refuses those that would touch each
 * other.
 */
final class UpdateTree {
  private final Inner root = new Inner(false);
  private final ArrayFilters filters;
  private int depth;
  private boolean usesTime;

  UpdateTree(ArrayFilters filters) {
    this.filters = filters;
  }

  /** A place in the tree while it grows. */
  private sealed interface Place permits Inner, End {}

  /** A modifier at the end of a path. */
  private record End(Modifier modifier) implements Place {}

  /** A field with paths below it; below an array they are identifiers of array filters. */
  private static final class Inner implements Place {
    final boolean ofArrayFilters;
    final Map<String, Place> children = new LinkedHashMap<>();

    Inner(boolean ofArrayFilters) {
      this.ofArrayFilters = ofArrayFilters;
    }
  }

  /** Adds a modifier at a path. */
  void add(FieldPath path, Modifier modifier) {
    Inner at = root;
    int last = path.length() - 1;
    for (int i = 0; i < last; i++) {
      boolean below = UpdatePaths.isArrayFilter(path.component(i + 1));
      Place child = at.children.computeIfAbsent(key(path, i), name -> new Inner(below));
      if (!(child instanceof Inner inner) || inner.ofArrayFilters != below) {
        throw conflict(path, i);
      }
      at = inner;
    }
    if (at.children.putIfAbsent(key(path, last), new End(modifier)) != null) {
      throw conflict(path, last);
    }
    depth = Math.max(depth, path.length() + modifier.depth());
    usesTime |= modifier.usesTime();
  }

  /** The tree that was gathered. */
  Branch branch() {
    return branch(root);
  }

  /** How many levels a document can have by what was gathered. */
  int depth() {
    return depth;
  }

  boolean usesTime() {
    return usesTime;
  }

  private String key(FieldPath path, int component) {
    String name = path.component(component);
    if (!UpdatePaths.isArrayFilter(name)) {
      return name;
    }
    String identifier = name.substring(2, name.length() - 1);
    filters.name(identifier, path.toString());
    return identifier;
  }

  private UpdateNode node(Place place) {
    if (place instanceof End end) {
      return new Leaf(end.modifier());
    }
    Inner inner = (Inner) place;
    return inner.ofArrayFilters ? ArrayBranch.of(nodes(inner), filters) : branch(inner);
  }

  private Branch branch(Inner inner) {
    if (inner.children.size() != 1) {
      return Branch.of(nodes(inner));
    }
    var only = inner.children.entrySet().iterator().next();
    return Branch.of(only.getKey(), node(only.getValue()));
  }

  private Map<String, UpdateNode> nodes(Inner inner) {
    Map<String, UpdateNode> nodes = new LinkedHashMap<>();
    inner.children.forEach((name, child) -> nodes.put(name, node(child)));
    return nodes;
  }

  private static DuetException conflict(FieldPath path, int component) {
    String at = String.join(".", path.components().subList(0, component + 1));
    return new DuetException(
        ErrorCode.CONFLICTING_UPDATE_OPERATORS,
        "Updating the path '" + path + "' would create a conflict at '" + at + "'");
  }
}

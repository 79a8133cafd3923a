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
  private final Map<String, Object> root = new LinkedHashMap<>();
  private int depth;

  /** Adds a modifier at a path. */
  void add(FieldPath path, Modifier modifier) {
    Map<String, Object> at = root;
    int last = path.length() - 1;
    for (int i = 0; i < last; i++) {
      Object child = at.computeIfAbsent(path.component(i), name -> new LinkedHashMap<>());
      if (child instanceof Modifier) {
        throw conflict(path, i);
      }
      at = inner(child);
    }
    if (at.putIfAbsent(path.component(last), modifier) != null) {
      throw conflict(path, last);
    }
    depth = Math.max(depth, path.length() + modifier.depth());
  }

  /** The update that was gathered. */
  CompiledUpdate compiled() {
    return new CompiledUpdate(branch(root), depth, false);
  }

  private static Branch branch(Map<String, Object> children) {
    Map<String, UpdateNode> nodes = new LinkedHashMap<>();
    children.forEach(
        (name, child) ->
            nodes.put(
                name,
                child instanceof Modifier modifier ? new Leaf(modifier) : branch(inner(child))));
    return Branch.of(nodes);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inner(Object child) {
    return (Map<String, Object>) child;
  }

  private static DuetException conflict(FieldPath path, int component) {
    String at = String.join(".", path.components().subList(0, component + 1));
    return new DuetException(
        ErrorCode.CONFLICTING_UPDATE_OPERATORS,
        "Updating the path '" + path + "' would create a conflict at '" + at + "'");
  }
}

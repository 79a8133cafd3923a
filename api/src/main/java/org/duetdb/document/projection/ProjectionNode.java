package org.duetdb.document.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;

/**
 * The tree of the paths that a projection names; a node without children stands for all below it.
 */
final class ProjectionNode {
  /** What a projection does with a field that is in the document. */
  enum Role {
    /** It is kept, or in a projection that leaves fields out, left out. */
    NAMED,
    /** It goes, because its value is computed anew. */
    COMPUTED
  }

  private final Role role;
  private final List<byte[]> names = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<ProjectionNode> children = new ArrayList<>();

  ProjectionNode() {
    this(Role.NAMED);
  }

  private ProjectionNode(Role role) {
    this.role = role;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  boolean isComputed() {
    return role == Role.COMPUTED;
  }

  boolean hasChild(String name) {
    return texts.contains(name);
  }

  /** Adds a path; two paths of which one leads to the other are refused. */
  void add(FieldPath path, Role leafRole) {
    ProjectionNode at = this;
    for (int i = 0; i < path.length(); i++) {
      int child = at.texts.indexOf(path.component(i));
      boolean last = i == path.length() - 1;
      if (child >= 0 && (last || at.children.get(child).isLeaf())) {
        throw collision(path, i, last);
      }
      at = child >= 0 ? at.children.get(child) : at.addChild(path, i, last ? leafRole : Role.NAMED);
    }
  }

  private ProjectionNode addChild(FieldPath path, int component, Role childRole) {
    ProjectionNode child = new ProjectionNode(childRole);
    names.add(path.name(component));
    texts.add(path.component(component));
    children.add(child);
    return child;
  }

  /** The child for the element with this name, or -1. */
  int find(byte[] bytes, int element, int nameEnd) {
    for (int i = 0; i < names.size(); i++) {
      byte[] name = names.get(i);
      if (Arrays.equals(bytes, element + 1, nameEnd, name, 0, name.length)) {
        return i;
      }
    }
    return -1;
  }

  ProjectionNode child(int index) {
    return children.get(index);
  }

  private static DuetException collision(FieldPath path, int component, boolean last) {
    if (last) {
      return DuetException.located(31250, "Path collision at " + path);
    }
    String rest = String.join(".", path.components().subList(component + 1, path.length()));
    return DuetException.located(31249, "Path collision at " + path + " remaining portion " + rest);
  }
}

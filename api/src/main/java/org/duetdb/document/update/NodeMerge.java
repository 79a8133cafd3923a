package org.duetdb.document.update;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Joins what several dynamic paths want of the same field, and refuses it if they want the same
 * value.
 */
final class NodeMerge {
  private NodeMerge() {}

  /** Both nodes as one, at a path that messages name. */
  static UpdateNode merge(UpdateNode left, UpdateNode right, String path) {
    if (left instanceof Branch first && right instanceof Branch second) {
      return branches(first, second, path);
    }
    if (left instanceof ArrayBranch first && right instanceof ArrayBranch second) {
      return arrayBranches(first, second, path);
    }
    throw new DuetException(
        ErrorCode.CONFLICTING_UPDATE_OPERATORS, "Update created a conflict at '" + path + "'");
  }

  private static Branch branches(Branch left, Branch right, String path) {
    Map<String, UpdateNode> children = new LinkedHashMap<>(left.children());
    right
        .children()
        .forEach(
            (name, node) -> children.merge(name, node, (a, b) -> merge(a, b, path + "." + name)));
    return Branch.of(children);
  }

  private static ArrayBranch arrayBranches(ArrayBranch left, ArrayBranch right, String path) {
    Map<String, ArrayBranch.Choice> choices = new LinkedHashMap<>();
    List<ArrayBranch.Choice> all = new ArrayList<>(left.choices());
    all.addAll(right.choices());
    for (ArrayBranch.Choice choice : all) {
      choices.merge(
          choice.identifier(),
          choice,
          (a, b) ->
              new ArrayBranch.Choice(
                  a.identifier(),
                  a.test(),
                  merge(a.node(), b.node(), path + ".$[" + a.identifier() + "]")));
    }
    return new ArrayBranch(List.copyOf(choices.values()));
  }
}

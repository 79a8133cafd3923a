package org.duetdb.document.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.bson.ValueTest;

/**
 * The inside of a path below an array of which all elements ({@code $[]}) or those that pass an
 * array filter ({@code $[identifier]}) are wanted.
 *
 * @param choices what happens to which elements
 */
record ArrayBranch(List<Choice> choices) implements UpdateNode {
  /**
   * Some elements of an array.
   *
   * @param identifier what stands between the brackets; empty for all elements
   * @param test which elements
   * @param node what happens to them
   */
  record Choice(String identifier, ValueTest test, UpdateNode node) {}

  static ArrayBranch of(Map<String, UpdateNode> children, ArrayFilters filters) {
    List<Choice> choices = new ArrayList<>();
    children.forEach(
        (identifier, node) -> choices.add(new Choice(identifier, filters.test(identifier), node)));
    return new ArrayBranch(List.copyOf(choices));
  }

  /** What happens to one element; nothing if no choice wants it. */
  Optional<UpdateNode> nodeFor(Field array, byte[] bytes, long element, int index) {
    Optional<UpdateNode> chosen = Optional.empty();
    for (Choice choice : choices) {
      if (choice.test().test(bytes, element)) {
        chosen =
            Optional.of(
                chosen
                    .map(node -> NodeMerge.merge(node, choice.node(), array.path() + "." + index))
                    .orElse(choice.node()));
      }
    }
    return chosen;
  }
}

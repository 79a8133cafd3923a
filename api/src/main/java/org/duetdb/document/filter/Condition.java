package org.duetdb.document.filter;

import java.util.List;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.bson.ValueTest;

/**
 * What a filter says about one field, before it is known which: the same condition stands on a path
 * of a document or, inside {@code $elemMatch}, on an element of an array. Immutable.
 */
sealed interface Condition {
  /** A test of the values a path leads to. */
  record Leaf(LeafArray leafArray, ValueTest test) implements Condition {}

  /** All of several. */
  record All(List<Condition> conditions) implements Condition {}

  /** Not that. */
  record Not(Condition condition) implements Condition {}

  /** A test of values and of the elements of the arrays among them, as comparisons are. */
  static Condition of(ValueTest test) {
    return new Leaf(LeafArray.ELEMENTS_AND_WHOLE, test);
  }

  /** A test of the value a path ends at, array or not. */
  static Condition ofWhole(ValueTest test) {
    return new Leaf(LeafArray.WHOLE, test);
  }

  /** Several as one. */
  static Condition all(List<Condition> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new All(conditions);
  }

  /** This condition on the values at a path. Each leaf looks for a value of its own. */
  default DocumentTest onPath(FieldPath path) {
    if (this instanceof Leaf leaf) {
      return DocumentTest.onPath(path, leaf.leafArray(), leaf.test());
    }
    if (this instanceof Not not) {
      return DocumentTest.not(not.condition().onPath(path));
    }
    return DocumentTest.allOf(((All) this).conditions().stream().map(c -> c.onPath(path)).toList());
  }

  /**
   * This condition on an element of an array, of which an array is tested by its elements and
   * whole.
   */
  default ValueTest onElement() {
    if (this instanceof Leaf leaf) {
      return (bytes, slot) -> FieldPath.anyMatch(bytes, slot, leaf.leafArray(), leaf.test());
    }
    if (this instanceof Not not) {
      ValueTest test = not.condition().onElement();
      return (bytes, slot) -> !test.test(bytes, slot);
    }
    return every(((All) this).conditions().stream().map(Condition::onElement).toList());
  }

  /** This condition on one value alone. */
  default ValueTest onValue() {
    if (this instanceof Leaf leaf) {
      return leaf.test();
    }
    if (this instanceof Not not) {
      ValueTest test = not.condition().onValue();
      return (bytes, slot) -> !test.test(bytes, slot);
    }
    return every(((All) this).conditions().stream().map(Condition::onValue).toList());
  }

  private static ValueTest every(List<ValueTest> all) {
    ValueTest[] tests = all.toArray(ValueTest[]::new);
    return (bytes, slot) -> {
      for (ValueTest test : tests) {
        if (!test.test(bytes, slot)) {
          return false;
        }
      }
      return true;
    };
  }
}

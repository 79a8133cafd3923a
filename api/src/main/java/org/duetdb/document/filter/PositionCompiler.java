package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.document.expression.Names;

/**
 * Compiles a filter to the search for the array element that made a document match: the outermost
 * array that a path fanned out through decides, of several conditions the last one.
 */
final class PositionCompiler {
  private final Names names;

  private PositionCompiler(Names names) {
    this.names = names;
  }

  static MatchPosition compile(BsonDocument filter, Names names) {
    return new PositionCompiler(names).compile(filter);
  }

  private MatchPosition compile(BsonDocument filter) {
    List<MatchPosition> positions = new ArrayList<>();
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      positions.add(clause(clause.getKey(), clause.getValue()));
    }
    return last(positions);
  }

  private MatchPosition clause(String name, BsonValue value) {
    return switch (name) {
      case "$and" -> last(FilterParser.branches(name, value).stream().map(this::compile).toList());
      case "$or" -> firstMatching(FilterParser.branches(name, value));
      default ->
          name.startsWith("$")
              ? MatchPosition.NONE
              : condition(FieldPath.of(name), FieldConditions.parse(name, value));
    };
  }

  private static MatchPosition condition(FieldPath path, Condition condition) {
    if (condition instanceof Condition.Leaf leaf) {
      return document -> find(path, document, 0, leaf);
    }
    if (condition instanceof Condition.All all) {
      return last(all.conditions().stream().map(part -> condition(path, part)).toList());
    }
    return MatchPosition.NONE;
  }

  private static MatchPosition last(List<MatchPosition> positions) {
    return document -> {
      int found = -1;
      for (MatchPosition position : positions) {
        int index = position.find(document);
        found = index >= 0 ? index : found;
      }
      return found;
    };
  }

  private MatchPosition firstMatching(List<BsonDocument> branches) {
    List<DocumentTest> tests = branches.stream().map(FilterParser.of(names)::parse).toList();
    List<MatchPosition> positions = branches.stream().map(this::compile).toList();
    return document -> {
      for (int i = 0; i < tests.size(); i++) {
        if (tests.get(i).test(document, 0, DocumentTest.NO_PARAMETERS)) {
          return positions.get(i).find(document);
        }
      }
      return -1;
    };
  }

  private static int find(FieldPath path, byte[] bytes, int document, Condition.Leaf leaf) {
    int component = 0;
    int last = path.length() - 1;
    long found = path.find(0, bytes, document);
    while (component < last && type(found) == ElementType.DOCUMENT) {
      found = path.find(++component, bytes, offset(found));
    }
    if (type(found) != ElementType.ARRAY) {
      return -1;
    }
    return component == last
        ? atLeaf(bytes, found, leaf)
        : inArray(path.withoutFirst(component + 1), bytes, found, leaf);
  }

  private static int atLeaf(byte[] bytes, long array, Condition.Leaf leaf) {
    if (leaf.test() instanceof ElementTest elements) {
      return elements.position(bytes, array);
    }
    return leaf.leafArray() == LeafArray.WHOLE
        ? -1
        : new ElementTest(leaf.test()).position(bytes, array);
  }

  private static int inArray(FieldPath rest, byte[] bytes, long array, Condition.Leaf leaf) {
    ValueTest below =
        (b, slot) ->
            type(slot) == ElementType.DOCUMENT
                && rest.anyMatch(b, offset(slot), leaf.leafArray(), leaf.test());
    int index = new ElementTest(below).position(bytes, array);
    if (index >= 0 || !rest.isNumeric(0)) {
      return index;
    }
    // An index in the path is no fan-out, so arrays further down decide.
    long element = rest.find(0, bytes, offset(array));
    if (rest.length() == 1) {
      return leaf.test() instanceof ElementTest elements ? elements.position(bytes, element) : -1;
    }
    FieldPath deeper = rest.withoutFirst(1);
    return switch (type(element)) {
      case ElementType.DOCUMENT -> find(deeper, bytes, offset(element), leaf);
      case ElementType.ARRAY -> inArray(deeper, bytes, element, leaf);
      default -> -1;
    };
  }
}

package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathComparison.Operator;

/** Reads out of a filter the comparisons that an index can answer. */
final class PathComparisons {
  private final List<PathComparison> found = new ArrayList<>();
  private boolean complete = true;

  private PathComparisons() {}

  /** Those that must hold wherever the filter does. */
  static List<PathComparison> of(BsonDocument filter) {
    var comparisons = new PathComparisons();
    comparisons.conjunction(filter);
    return comparisons.found;
  }

  /** Those that say exactly what the filter says; empty if comparisons cannot say it. */
  static Optional<List<PathComparison>> exactly(BsonDocument filter) {
    var comparisons = new PathComparisons();
    comparisons.conjunction(filter);
    return comparisons.complete ? Optional.of(comparisons.found) : Optional.empty();
  }

  private void conjunction(BsonDocument filter) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (Equalities.isConjunction(clause.getKey(), clause.getValue())) {
        FilterParser.branches(clause.getKey(), clause.getValue()).forEach(this::conjunction);
      } else if (!clause.getKey().startsWith("$")) {
        condition(FieldPath.of(clause.getKey()), clause.getValue());
      } else {
        complete &= clause.getKey().equals("$comment");
      }
    }
  }

  private void condition(FieldPath path, BsonValue value) {
    if (FieldConditions.isOperators(value)) {
      value.asDocument().forEach((operator, argument) -> operator(path, operator, argument));
      begins(path, RegexPrefix.of(value.asDocument()));
    } else if (value.isRegularExpression()) {
      complete = false;
      begins(path, RegexPrefix.of(value.asRegularExpression()));
    } else {
      compare(path, Operator.IN, value);
    }
  }

  private void operator(FieldPath path, String operator, BsonValue argument) {
    switch (operator) {
      case "$eq" -> compare(path, Operator.IN, argument);
      case "$lt" -> compare(path, Operator.LESS, argument);
      case "$lte" -> compare(path, Operator.LESS_OR_EQUAL, argument);
      case "$gt" -> compare(path, Operator.GREATER, argument);
      case "$gte" -> compare(path, Operator.GREATER_OR_EQUAL, argument);
      case "$in" -> in(path, argument);
      case "$exists" -> exists(path, argument);
      default -> complete = false;
    }
  }

  private void begins(FieldPath path, String prefix) {
    if (!prefix.isEmpty()) {
      var text = BsonSlice.of(new BsonString(prefix));
      found.add(PathComparison.of(path, Operator.BEGINS, List.of(text)));
    }
  }

  private void compare(FieldPath path, Operator operator, BsonValue value) {
    if (isConstant(value)) {
      found.add(PathComparison.of(path, operator, List.of(BsonSlice.of(value))));
    } else {
      complete = false;
    }
  }

  private void in(FieldPath path, BsonValue argument) {
    if (argument.isArray() && argument.asArray().stream().allMatch(PathComparisons::isConstant)) {
      var values = argument.asArray().stream().map(BsonSlice::of).toList();
      found.add(PathComparison.of(path, Operator.IN, values));
    } else {
      complete = false;
    }
  }

  private void exists(FieldPath path, BsonValue argument) {
    if (Truth.of(Objects.requireNonNull(argument))) {
      found.add(PathComparison.exists(path));
    } else {
      complete = false;
    }
  }

  /** A regular expression is no constant, and undefined is refused by whoever tests it. */
  private static boolean isConstant(BsonValue value) {
    return switch (value.getBsonType()) {
      case REGULAR_EXPRESSION, UNDEFINED -> false;
      default -> true;
    };
  }
}

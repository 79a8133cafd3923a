package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.document.filter.CompiledFilter.Equality;

/** Reads out of a filter what it holds equal to one value. */
final class Equalities {
  private final List<Equality> found = new ArrayList<>();

  private Equalities() {}

  static List<Equality> of(BsonDocument filter) {
    Equalities equalities = new Equalities();
    equalities.conjunction(filter);
    return equalities.found;
  }

  /** Whether a field of a filter is an operator whose branches all have to match. */
  static boolean isConjunction(String name, BsonValue value) {
    boolean or = name.equals("$or") && value.isArray() && value.asArray().size() == 1;
    return or || name.equals("$and");
  }

  private void conjunction(BsonDocument filter) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (isConjunction(clause.getKey(), clause.getValue())) {
        FilterParser.branches(clause.getKey(), clause.getValue()).forEach(this::conjunction);
      } else if (!clause.getKey().startsWith("$")) {
        FieldPath path = FieldPath.of(clause.getKey());
        equalTo(clause.getValue()).forEach(v -> found.add(new Equality(path, BsonSlice.of(v))));
      }
    }
  }

  private static List<BsonValue> equalTo(BsonValue value) {
    if (!FieldConditions.isOperators(value)) {
      return value.isRegularExpression() ? List.of() : List.of(value);
    }
    List<BsonValue> values = new ArrayList<>();
    BsonDocument operators = value.asDocument();
    if (operators.containsKey("$eq")) {
      values.add(operators.get("$eq"));
    }
    if (operators.containsKey("$in") && operators.getArray("$in").size() == 1) {
      values.addAll(operators.getArray("$in"));
    }
    if (operators.containsKey("$all")) {
      values.addAll(operators.getArray("$all"));
    }
    values.removeIf(v -> v.isRegularExpression() || FieldConditions.isOperators(v));
    return values;
  }
}

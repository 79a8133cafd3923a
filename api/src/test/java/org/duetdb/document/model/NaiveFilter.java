package org.duetdb.document.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.BsonValue;

/** Filters over decoded documents: every path is expanded to the list of values it can mean. */
public final class NaiveFilter {
  private NaiveFilter() {}

  /** Whether a document matches a filter. */
  public static boolean matches(BsonDocument filter, BsonDocument document) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (!clause(clause.getKey(), clause.getValue(), document)) {
        return false;
      }
    }
    return true;
  }

  private static boolean clause(String name, BsonValue value, BsonDocument document) {
    return switch (name) {
      case "$and" -> value.asArray().stream().allMatch(b -> matches(b.asDocument(), document));
      case "$or" -> value.asArray().stream().anyMatch(b -> matches(b.asDocument(), document));
      case "$nor" -> value.asArray().stream().noneMatch(b -> matches(b.asDocument(), document));
      default -> field(List.of(name.split("\\.")), value, document);
    };
  }

  private static boolean field(List<String> path, BsonValue condition, BsonDocument document) {
    if (!isOperators(condition)) {
      return any(path, document, true, v -> equal(v, condition));
    }
    for (Map.Entry<String, BsonValue> operator : condition.asDocument().entrySet()) {
      if (!operator(path, operator.getKey(), operator.getValue(), document)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOperators(BsonValue value) {
    return value.isDocument()
        && !value.asDocument().isEmpty()
        && value.asDocument().getFirstKey().startsWith("$");
  }

  private static boolean operator(
      List<String> path, String operator, BsonValue argument, BsonDocument document) {
    return switch (operator) {
      case "$ne" -> !field(path, new BsonDocument("$eq", argument), document);
      case "$nin" -> !field(path, new BsonDocument("$in", argument), document);
      case "$not" -> !field(path, argument, document);
      case "$exists" ->
          any(path, document, false, Optional::isPresent) == argument.asBoolean().getValue();
      case "$size" -> any(path, document, false, v -> size(v) == argument.asInt32().getValue());
      case "$all" -> all(path, argument.asArray(), document);
      case "$elemMatch" -> any(path, document, false, v -> elemMatch(v, argument.asDocument()));
      default -> any(path, document, true, v -> test(operator, argument, v));
    };
  }

  private static boolean all(List<String> path, BsonArray values, BsonDocument document) {
    return !values.isEmpty()
        && values.stream().allMatch(e -> any(path, document, true, v -> equal(v, e)));
  }

  private static int size(Optional<BsonValue> value) {
    return value.filter(BsonValue::isArray).map(a -> a.asArray().size()).orElse(-1);
  }

  private static boolean elemMatch(Optional<BsonValue> value, BsonDocument condition) {
    if (value.isEmpty() || !value.get().isArray()) {
      return false;
    }
    for (BsonValue element : value.get().asArray()) {
      boolean found =
          isOperators(condition)
              ? condition.entrySet().stream()
                  .allMatch(op -> test(op.getKey(), op.getValue(), Optional.of(element)))
              : element.isDocument() && matches(condition, element.asDocument())
                  || element.isArray() && matches(condition, indexed(element.asArray()));
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static BsonDocument indexed(BsonArray array) {
    BsonDocument document = new BsonDocument();
    for (int i = 0; i < array.size(); i++) {
      document.put(Integer.toString(i), array.get(i));
    }
    return document;
  }

  /** The operators that look at one value. */
  private static boolean test(String operator, BsonValue operand, Optional<BsonValue> value) {
    return switch (operator) {
      case "$eq" -> equal(value, operand);
      case "$in" -> operand.asArray().stream().anyMatch(e -> equal(value, e));
      case "$type" ->
          value.isPresent()
              && value.get().getBsonType() == BsonType.findByValue(operand.asInt32().getValue());
      case "$mod" -> mod(value, operand.asArray());
      default -> ordered(operator, operand, value);
    };
  }

  private static boolean equal(Optional<BsonValue> value, BsonValue operand) {
    return NaiveOrder.compare(value.orElse(BsonNull.VALUE), operand) == 0;
  }

  private static boolean ordered(String operator, BsonValue operand, Optional<BsonValue> found) {
    BsonValue value = found.orElse(BsonNull.VALUE);
    boolean inclusive = operator.endsWith("te");
    if (NaiveOrder.bracket(value) != NaiveOrder.bracket(operand)) {
      return false;
    }
    if (NaiveOrder.isNaN(value) || NaiveOrder.isNaN(operand)) {
      return inclusive && NaiveOrder.isNaN(value) && NaiveOrder.isNaN(operand);
    }
    int order = NaiveOrder.compare(value, operand);
    return order == 0 ? inclusive : operator.startsWith("$g") == order > 0;
  }

  private static boolean mod(Optional<BsonValue> value, BsonArray argument) {
    if (value.isEmpty() || NaiveOrder.bracket(value.get()) != 10 || NaiveOrder.isNaN(value.get())) {
      return false;
    }
    BigInteger dividend = NaiveOrder.decimal(value.get()).toBigInteger();
    return dividend.bitLength() < Long.SIZE
        && dividend.longValue() % argument.get(0).asInt32().getValue()
            == argument.get(1).asInt32().getValue();
  }

  private static boolean any(
      List<String> path,
      BsonDocument document,
      boolean elements,
      Predicate<Optional<BsonValue>> test) {
    List<Optional<BsonValue>> values = new ArrayList<>();
    expand(path, document, elements, values);
    return values.stream().anyMatch(test);
  }

  private static void expand(
      List<String> path, BsonDocument at, boolean elements, List<Optional<BsonValue>> values) {
    Optional<BsonValue> value = Optional.ofNullable(at.get(path.get(0)));
    List<String> rest = path.subList(1, path.size());
    if (value.isPresent() && value.get().isArray()) {
      expandArray(rest, value.get().asArray(), elements, values);
    } else if (rest.isEmpty()) {
      values.add(value);
    } else if (value.isPresent() && value.get().isDocument()) {
      expand(rest, value.get().asDocument(), elements, values);
    } else {
      values.add(Optional.empty());
    }
  }

  private static void expandArray(
      List<String> rest, BsonArray array, boolean elements, List<Optional<BsonValue>> values) {
    if (rest.isEmpty()) {
      if (elements) {
        array.forEach(element -> values.add(Optional.of(element)));
      }
      values.add(Optional.of(array));
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      BsonValue element = array.get(i);
      if (element.isDocument()) {
        expand(rest, element.asDocument(), elements, values);
      }
      if (rest.get(0).equals(Integer.toString(i))) {
        expandElement(rest.subList(1, rest.size()), element, elements, values);
      }
    }
  }

  private static void expandElement(
      List<String> rest, BsonValue element, boolean elements, List<Optional<BsonValue>> values) {
    if (rest.isEmpty()) {
      values.add(Optional.of(element));
    } else if (element.isDocument()) {
      expand(rest, element.asDocument(), elements, values);
    } else if (element.isArray()) {
      expandArray(rest, element.asArray(), elements, values);
    }
  }
}

package org.duetdb.engine.unified;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.jspecify.annotations.Nullable;

/**
 * What the unified format calls a match: numbers are equal whatever their type, a document at the
 * root may have more fields than expected, and some fields whose names begin with {@code $$} stand
 * for rules.
 */
final class Expected {
  private static final String UNSET_OR = "$$unsetOrMatches";
  private static final String EXISTS = "$$exists";
  private static final String TYPE = "$$type";

  private Expected() {}

  /** Whether a result is what is expected. */
  static boolean matches(BsonValue expected, @Nullable BsonValue actual) {
    return matches(expected, actual, true);
  }

  /** Whether documents are the same, but for the types of numbers. */
  static boolean isSame(BsonValue expected, BsonValue actual) {
    return matches(expected, actual, false);
  }

  private static boolean matches(
      BsonValue expected, @Nullable BsonValue actual, boolean mayHaveMore) {
    if (expected.isDocument() && isRule(expected.asDocument())) {
      return follows(expected.asDocument(), actual, mayHaveMore);
    }
    if (actual == null) {
      return false;
    }
    if (expected.isArray()) {
      return actual.isArray() && all(expected.asArray(), actual.asArray(), mayHaveMore);
    }
    if (expected.isDocument()) {
      return actual.isDocument() && all(expected.asDocument(), actual.asDocument(), mayHaveMore);
    }
    if (expected.isNumber() && actual.isNumber()) {
      return BsonSlice.of(expected).compareTo(BsonSlice.of(actual)) == 0;
    }
    return expected.equals(actual);
  }

  private static boolean isRule(BsonDocument document) {
    return document.size() == 1 && document.getFirstKey().startsWith("$$");
  }

  private static boolean follows(
      BsonDocument rule, @Nullable BsonValue actual, boolean mayHaveMore) {
    var argument = rule.get(rule.getFirstKey());
    return switch (rule.getFirstKey()) {
      case UNSET_OR -> actual == null || matches(argument, actual, mayHaveMore);
      case EXISTS -> argument.asBoolean().getValue() == (actual != null);
      case TYPE -> actual != null && isOfType(argument, actual);
      default -> throw new SkippedException("rule " + rule.getFirstKey());
    };
  }

  private static boolean isOfType(BsonValue names, BsonValue actual) {
    var alternatives = names.isArray() ? names.asArray() : new BsonArray(List.of(names));
    return alternatives.stream()
        .anyMatch(
            name ->
                switch (name.asString().getValue()) {
                  case "objectId" -> actual.isObjectId();
                  case "string" -> actual.isString();
                  case "int" -> actual.isInt32();
                  case "long" -> actual.isInt64();
                  default -> throw new SkippedException("type " + name.asString().getValue());
                });
  }

  private static boolean all(BsonArray expected, BsonArray actual, boolean mayHaveMore) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i), mayHaveMore)) {
        return false;
      }
    }
    return true;
  }

  private static boolean all(BsonDocument expected, BsonDocument actual, boolean mayHaveMore) {
    for (var field : expected.entrySet()) {
      var found = actual.get(field.getKey());
      var value = found == null || found.equals(BsonNull.VALUE) && isUnset(field) ? null : found;
      if (!matches(field.getValue(), value, false)) {
        return false;
      }
    }
    return mayHaveMore || new HashSet<>(expected.keySet()).containsAll(actual.keySet());
  }

  private static boolean isUnset(Map.Entry<String, BsonValue> field) {
    return field.getValue().isDocument() && field.getValue().asDocument().containsKey(UNSET_OR);
  }
}

package org.duetdb.document.filter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.DocumentKey;

/**
 * Reads the keys out of what a filter says about {@code _id}, which is never an array in a stored
 * document.
 */
final class IdPin {
  private IdPin() {}

  /** The keys that the condition allows, if it says nothing else. */
  static Optional<List<DocumentKey>> keys(BsonValue condition) {
    if (isEquality(condition)) {
      return Optional.of(List.of(DocumentKey.of(condition)));
    }
    if (!FieldConditions.isOperators(condition) || condition.asDocument().size() != 1) {
      return Optional.empty();
    }
    BsonDocument operators = condition.asDocument();
    BsonValue argument = Objects.requireNonNull(operators.get(operators.getFirstKey()));
    return switch (operators.getFirstKey()) {
      case "$eq" -> keysOf(List.of(argument));
      case "$in" -> argument.isArray() ? keysOf(argument.asArray()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Whether the condition is a plain value that an {@code _id} can be equal to. */
  static boolean isEquality(BsonValue condition) {
    return isKey(condition) && !FieldConditions.isOperators(condition);
  }

  private static Optional<List<DocumentKey>> keysOf(List<BsonValue> values) {
    for (BsonValue value : values) {
      if (!isEquality(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(values.stream().map(DocumentKey::of).sorted().distinct().toList());
  }

  private static boolean isKey(BsonValue value) {
    return switch (value.getBsonType()) {
      case ARRAY, REGULAR_EXPRESSION, UNDEFINED -> false;
      default -> true;
    };
  }
}

package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The operators on arrays: {@code $all}, {@code $elemMatch} and {@code $size}. */
final class ArrayConditions {
  private ArrayConditions() {}

  static Condition size(BsonValue argument) {
    if (!Numbers.isNumber(argument)) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          "Failed to parse $size. Expected a number in: $size: " + BsonText.of(argument));
    }
    long size = sizeOf(argument);
    return Condition.ofWhole(
        (bytes, slot) ->
            type(slot) == ElementType.ARRAY && BsonBytes.count(bytes, offset(slot)) == size);
  }

  private static long sizeOf(BsonValue argument) {
    try {
      return Numbers.nonNegative("$size", argument);
    } catch (DuetException e) {
      throw new DuetException(e.code(), "Failed to parse $size. " + e.getMessage(), e);
    }
  }

  static Condition all(String field, BsonValue argument) {
    if (!argument.isArray()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$all needs an array");
    }
    List<BsonValue> values = argument.asArray();
    if (values.isEmpty()) {
      return Condition.of((bytes, slot) -> false);
    }
    List<Condition> conditions = new ArrayList<>();
    boolean elemMatches = isElemMatch(values.get(0));
    for (BsonValue value : values) {
      conditions.add(elemMatches ? allElemMatch(value) : allValue(field, value));
    }
    return Condition.all(conditions);
  }

  private static Condition allElemMatch(BsonValue value) {
    if (!isElemMatch(value)) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$all/$elemMatch has to be consistent");
    }
    return elemMatch(Objects.requireNonNull(value.asDocument().get("$elemMatch")));
  }

  private static Condition allValue(String field, BsonValue value) {
    if (FieldConditions.isOperators(value)) {
      throw new DuetException(ErrorCode.BAD_VALUE, "no $ expressions in $all");
    }
    return FieldConditions.parse(field, value);
  }

  private static boolean isElemMatch(BsonValue value) {
    return value.isDocument()
        && !value.asDocument().isEmpty()
        && value.asDocument().getFirstKey().equals("$elemMatch");
  }

  static Condition elemMatch(BsonValue argument) {
    return Condition.ofWhole(new ElementTest(elementTest(argument)));
  }

  /** The test of one element. */
  static ValueTest elementTest(BsonValue argument) {
    if (!argument.isDocument()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$elemMatch needs an Object");
    }
    BsonDocument filter = argument.asDocument();
    return isValueCase(filter)
        ? FieldConditions.operators("", filter).onValue()
        : onDocuments(FilterParser.embedded(filter));
  }

  /** Whether the argument is operators on the elements themselves and not a filter of documents. */
  private static boolean isValueCase(BsonDocument filter) {
    return FieldConditions.isOperators(filter)
        && !FilterParser.isTopLevelOperator(filter.getFirstKey());
  }

  private static ValueTest onDocuments(DocumentTest test) {
    return (bytes, slot) ->
        (type(slot) == ElementType.DOCUMENT || type(slot) == ElementType.ARRAY)
            && test.test(bytes, offset(slot), DocumentTest.NO_PARAMETERS);
  }
}

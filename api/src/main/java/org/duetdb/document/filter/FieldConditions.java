package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Parses what a filter says about a field: {@code 5}, {@code /x/}, {@code {$gt: 5, $lt: 9}}. */
final class FieldConditions {
  private FieldConditions() {}

  /** The condition that a field's value in a filter stands for. */
  static Condition parse(String field, BsonValue value) {
    if (isOperators(value)) {
      return operators(field, value.asDocument());
    }
    if (value.isRegularExpression()) {
      return Condition.of(RegexTest.of(value.asRegularExpression()));
    }
    return compare(Comparison.EQUAL, value);
  }

  /**
   * Whether a value is a document of operators and not one to be equal to: a DBRef is the latter.
   */
  static boolean isOperators(BsonValue value) {
    if (!value.isDocument() || value.asDocument().isEmpty()) {
      return false;
    }
    BsonDocument document = value.asDocument();
    boolean dbRef = document.containsKey("$ref") && document.containsKey("$id");
    return document.getFirstKey().startsWith("$") && !dbRef;
  }

  /** The condition that a document of operators stands for. */
  static Condition operators(String field, BsonDocument operators) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, BsonValue> entry : operators.entrySet()) {
      if (entry.getKey().equals("$options")) {
        requireRegex(operators);
      } else {
        conditions.add(operator(field, entry.getKey(), entry.getValue(), operators));
      }
    }
    return Condition.all(conditions);
  }

  private static Condition operator(
      String field, String operator, BsonValue argument, BsonDocument context) {
    return switch (operator) {
      case "$eq" -> compare(Comparison.EQUAL, argument);
      case "$ne" -> new Condition.Not(compare(Comparison.EQUAL, notRegex(argument)));
      case "$lt" -> ordered(field, Comparison.LESS, argument);
      case "$lte" -> ordered(field, Comparison.LESS_OR_EQUAL, argument);
      case "$gt" -> ordered(field, Comparison.GREATER, argument);
      case "$gte" -> ordered(field, Comparison.GREATER_OR_EQUAL, argument);
      case "$in" -> in(operator, argument);
      case "$nin" -> new Condition.Not(in(operator, argument));
      case "$not" -> not(field, argument);
      case "$exists" -> exists(argument);
      case "$type" -> Condition.of(TypeSet.parse(field, argument));
      case "$mod" -> Condition.of(ModTest.parse(argument));
      case "$regex" -> Condition.of(regex(context));
      case "$size" -> ArrayConditions.size(argument);
      case "$all" -> ArrayConditions.all(field, argument);
      case "$elemMatch" -> ArrayConditions.elemMatch(argument);
      case "$bitsAllSet", "$bitsAllClear", "$bitsAnySet", "$bitsAnyClear" ->
          Condition.of(BitTest.parse(operator, argument));
      case "$where" ->
          throw new DuetException(ErrorCode.BAD_VALUE, "$where cannot be applied to a field");
      default -> throw new DuetException(ErrorCode.BAD_VALUE, "unknown operator: " + operator);
    };
  }

  static Condition compare(Comparison comparison, BsonValue operand) {
    return Condition.of(comparison.with(BsonSlice.of(operand)));
  }

  private static Condition ordered(String field, Comparison comparison, BsonValue operand) {
    if (operand.isRegularExpression()) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "Can't have RegEx as arg to predicate over field '" + field + "'.");
    }
    return compare(comparison, operand);
  }

  private static BsonValue notRegex(BsonValue operand) {
    if (operand.isRegularExpression()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "Can't have regex as arg to $ne.");
    }
    return operand;
  }

  private static Condition in(String operator, BsonValue argument) {
    if (!argument.isArray()) {
      throw new DuetException(ErrorCode.BAD_VALUE, operator + " needs an array");
    }
    List<BsonSlice> values = new ArrayList<>();
    List<RegexTest> patterns = new ArrayList<>();
    for (BsonValue value : argument.asArray()) {
      if (isOperators(value)) {
        throw new DuetException(ErrorCode.BAD_VALUE, "cannot nest $ under $in");
      }
      if (value.isRegularExpression()) {
        patterns.add(RegexTest.of(value.asRegularExpression()));
      } else {
        values.add(equality(value));
      }
    }
    return Condition.of(new InTest(values, patterns));
  }

  private static BsonSlice equality(BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    if (slice.type() == ElementType.UNDEFINED) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "InMatchExpression equality cannot be undefined");
    }
    return slice;
  }

  private static Condition not(String field, BsonValue argument) {
    if (argument.isRegularExpression()) {
      return new Condition.Not(Condition.of(RegexTest.of(argument.asRegularExpression())));
    }
    if (!argument.isDocument()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$not needs a regex or a document");
    }
    if (argument.asDocument().isEmpty()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$not cannot be empty");
    }
    return new Condition.Not(operators(field, argument.asDocument()));
  }

  private static Condition exists(BsonValue argument) {
    Condition exists = Condition.ofWhole((bytes, slot) -> slot != BsonBytes.NO_SLOT);
    return Truth.of(argument) ? exists : new Condition.Not(exists);
  }

  private static RegexTest regex(BsonDocument context) {
    BsonValue regex = Objects.requireNonNull(context.get("$regex"));
    String options = options(context);
    if (regex.isString()) {
      return RegexTest.of(regex.asString().getValue(), options);
    }
    if (!regex.isRegularExpression()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$regex has to be a string");
    }
    String own = regex.asRegularExpression().getOptions();
    if (!own.isEmpty() && !options.isEmpty()) {
      throw DuetException.located(51075, "options set in both $regex and $options");
    }
    return RegexTest.of(regex.asRegularExpression().getPattern(), own.isEmpty() ? options : own);
  }

  private static String options(BsonDocument context) {
    BsonValue options = context.get("$options");
    if (options == null) {
      return "";
    }
    if (!options.isString()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$options has to be a string");
    }
    return options.asString().getValue();
  }

  private static void requireRegex(BsonDocument context) {
    if (!context.containsKey("$regex")) {
      throw new DuetException(ErrorCode.BAD_VALUE, "$options needs a $regex");
    }
  }
}

package org.duetdb.document.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Paths;
import org.duetdb.document.filter.ElementFilter;

/** Takes a projection apart into what it says about each path. */
final class ProjectionParser {
  private final Names names;
  private final Dialect dialect;
  private final List<ProjectedField> fields = new ArrayList<>();

  /** Where the projection stands: some operators exist in queries only. */
  enum Dialect {
    FIND,
    PIPELINE
  }

  private ProjectionParser(Names names, Dialect dialect) {
    this.names = names;
    this.dialect = dialect;
  }

  static List<ProjectedField> parse(BsonDocument projection, Names names, Dialect dialect) {
    ProjectionParser parser = new ProjectionParser(names, dialect);
    projection.forEach((field, value) -> parser.field("", field, value));
    return parser.fields;
  }

  private void field(String prefix, String name, BsonValue value) {
    if (dialect == Dialect.FIND && name.endsWith(".$")) {
      fields.add(
          new ProjectedField.Positional(
              Paths.checked(prefix + name.substring(0, name.length() - 2))));
      return;
    }
    FieldPath path = Paths.checked(prefix + name);
    if (value.isDocument()) {
      document(path, value.asDocument());
      return;
    }
    Optional<Boolean> flag = flag(value);
    if (flag.isEmpty()) {
      fields.add(new ProjectedField.Computed(path, ExpressionCompiler.compile(value, names)));
    } else if (flag.get()) {
      fields.add(new ProjectedField.Included(path));
    } else {
      fields.add(new ProjectedField.Excluded(path));
    }
  }

  private void document(FieldPath path, BsonDocument value) {
    if (value.isEmpty()) {
      throw DuetException.located(
          51270, "An empty sub-projection is not a valid value. Found empty object at path");
    }
    Map.Entry<String, BsonValue> first = value.entrySet().iterator().next();
    if (!first.getKey().startsWith("$")) {
      value.forEach((name, child) -> field(path + ".", name, child));
    } else if (dialect == Dialect.FIND && isFindOperator(first.getKey(), first.getValue())) {
      fields.add(findOperator(path, first.getKey(), first.getValue()));
    } else {
      fields.add(new ProjectedField.Computed(path, ExpressionCompiler.compile(value, names)));
    }
  }

  private static boolean isFindOperator(String operator, BsonValue argument) {
    return switch (operator) {
      case "$elemMatch", "$meta" -> true;
      case "$slice" ->
          !argument.isArray()
              || argument.asArray().stream().allMatch(v -> BsonSlice.of(v).isNumber());
      default -> false;
    };
  }

  private static ProjectedField findOperator(FieldPath path, String operator, BsonValue argument) {
    return switch (operator) {
      case "$slice" -> slice(path, argument);
      case "$elemMatch" -> elemMatch(path, argument);
      default ->
          throw new DuetException(
              ErrorCode.NOT_IMPLEMENTED, operator + " is not supported in a projection");
    };
  }

  private static ProjectedField slice(FieldPath path, BsonValue argument) {
    if (!argument.isArray()) {
      return new ProjectedField.Sliced(path, false, 0, number(argument));
    }
    List<BsonValue> numbers = argument.asArray();
    if (numbers.size() != 2) {
      throw DuetException.located(
          28667,
          "Invalid $slice syntax. The given syntax { $slice: "
              + BsonSlice.of(argument)
              + " } did not match the find() syntax");
    }
    int limit = number(numbers.get(1));
    if (limit <= 0) {
      throw DuetException.located(28729, "First argument to $slice must be positive: " + limit);
    }
    return new ProjectedField.Sliced(path, true, number(numbers.get(0)), limit);
  }

  private static int number(BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    if (!slice.isNumber()) {
      throw DuetException.located(
          28667,
          "Invalid $slice syntax. The given syntax { $slice: "
              + slice
              + " } did not match the find() syntax");
    }
    double number = BsonNumbers.nearestDouble(slice.bytes(), slice.slot());
    return (int) number;
  }

  private static ProjectedField elemMatch(FieldPath path, BsonValue argument) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          31274, "elemMatch: Invalid argument, object required, but got " + BsonSlice.of(argument));
    }
    if (path.length() > 1) {
      throw DuetException.located(31275, "Cannot use $elemMatch projection on a nested field");
    }
    return new ProjectedField.FirstMatch(path, ElementFilter.forElemMatch(argument));
  }

  /** Whether a value says keep or leave out; empty if it is something to compute. */
  private static Optional<Boolean> flag(BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    return value.isBoolean() || slice.isNumber()
        ? Optional.of(ExpressionCompiler.isTrue(slice))
        : Optional.empty();
  }
}

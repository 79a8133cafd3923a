package org.duetdb.document.expression;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Paths in expressions: through documents to their fields, and through an array to the array of
 * what its documents have there. A number is a field name and never an index.
 */
public final class Paths {
  private Paths() {}

  /** The expression that a string with a leading dollar sign stands for. */
  static Expression parse(String text, Names names) {
    if (text.startsWith("$$")) {
      return variable(text.substring(2), names);
    }
    if (text.length() == 1) {
      throw DuetException.located(16872, "'$' by itself is not a valid FieldPath");
    }
    FieldPath path = checked(text.substring(1));
    return scope -> follow(scope.root(), path, 0);
  }

  /**
   * A path of fields as expressions, stages and projections may name it.
   *
   * @throws DuetException 40352, 40353, 15998 or 16410 if it is empty, or a component is empty or
   *     begins with a dollar sign
   */
  public static FieldPath checked(String text) {
    if (text.isEmpty()) {
      throw DuetException.located(40352, "FieldPath cannot be constructed with empty string");
    }
    if (text.endsWith(".")) {
      throw DuetException.located(40353, "FieldPath must not end with a '.'.");
    }
    FieldPath path = FieldPath.of(text);
    for (String name : path.components()) {
      if (name.isEmpty()) {
        throw DuetException.located(15998, "FieldPath field names may not be empty strings.");
      }
      if (name.startsWith("$")) {
        throw DuetException.located(
            16410,
            "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
      }
    }
    return path;
  }

  /** What a value has at a path from one of its components on. */
  static BsonSlice follow(BsonSlice value, FieldPath path, int component) {
    if (component == path.length()) {
      return value;
    }
    if (value.type() == ElementType.DOCUMENT) {
      long slot = path.find(component, value.bytes(), value.offset());
      return follow(BsonSlice.of(value.bytes(), slot), path, component + 1);
    }
    return value.type() == ElementType.ARRAY
        ? overElements(value, path, component)
        : BsonSlice.MISSING;
  }

  private static BsonSlice overElements(BsonSlice array, FieldPath path, int component) {
    List<BsonSlice> found = new ArrayList<>();
    for (BsonSlice element : BsonArrays.of(array)) {
      BsonSlice value = follow(element, path, component);
      if (!value.isMissing()) {
        found.add(value);
      }
    }
    return BsonArrays.toArray(found);
  }

  private static Expression variable(String text, Names names) {
    if (text.isEmpty()) {
      throw DuetException.located(16869, "empty variable names are not allowed");
    }
    int dot = text.indexOf('.');
    String name = dot < 0 ? text : text.substring(0, dot);
    Expression variable = variableNamed(name, names);
    if (dot < 0) {
      return variable;
    }
    FieldPath path = checked(text).withoutFirst(1);
    return scope -> follow(variable.evaluate(scope), path, 0);
  }

  private static Expression variableNamed(String name, Names names) {
    if (names.place(name).isPresent()) {
      int place = names.place(name).get();
      return scope -> scope.variable(place);
    }
    if (names.constant(name).isPresent()) {
      return Expression.constant(names.constant(name).get());
    }
    return switch (name) {
      case "ROOT", "CURRENT" -> Scope::root;
      case "REMOVE" -> Expression.constant(BsonSlice.MISSING);
      case "NOW" -> scope -> BsonSlice.ofDate(scope.now().toEpochMilli());
      case "CLUSTER_TIME", "USER_ROLES", "SEARCH_META", "JS_SCOPE", "IS_MR" ->
          throw new DuetException(
              ErrorCode.NOT_IMPLEMENTED, "the variable $$" + name + " is not supported");
      default -> throw DuetException.located(17276, "Use of undefined variable: " + name);
    };
  }
}

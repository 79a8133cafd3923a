package org.duetdb.document.update;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Which paths an update may name. */
final class UpdatePaths {
  private UpdatePaths() {}

  static FieldPath parse(String path) {
    if (path.isEmpty()) {
      throw new DuetException(ErrorCode.EMPTY_FIELD_NAME, "An empty update path is not valid.");
    }
    FieldPath parsed = FieldPath.of(path);
    if (parsed.components().contains("")) {
      throw new DuetException(
          ErrorCode.EMPTY_FIELD_NAME,
          "The update path '" + path + "' contains an empty field name, which is not allowed.");
    }
    checkPositional(parsed);
    if (parsed.component(0).startsWith("$")) {
      throw dollar(parsed.component(0), path);
    }
    return parsed;
  }

  /** Whether a component is {@code $}: the element that the filter matched. */
  static boolean isPositional(String component) {
    return component.equals("$");
  }

  /** Whether a component is {@code $[]} or {@code $[identifier]}. */
  static boolean isArrayFilter(String component) {
    return component.startsWith("$[") && component.endsWith("]");
  }

  /** Whether any component stands for elements that are known only when the update is applied. */
  static boolean isDynamic(FieldPath path) {
    for (int i = 0; i < path.length(); i++) {
      if (isPositional(path.component(i)) || isArrayFilter(path.component(i))) {
        return true;
      }
    }
    return false;
  }

  /** Refuses a whole document with a top-level field whose name begins with a dollar sign. */
  static void requireNoDollarFields(byte[] document) {
    int at = BsonBytes.firstElement(0);
    byte type;
    while ((type = document[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(document, at);
      if (document[at + 1] == '$') {
        String name = BsonBytes.name(document, at, nameEnd);
        throw dollar(name, name);
      }
      at = BsonBytes.skip(document, type, nameEnd + 1);
    }
  }

  private static DuetException dollar(String field, String path) {
    return new DuetException(
        ErrorCode.DOLLAR_PREFIXED_FIELD_NAME,
        "The dollar ($) prefixed field '"
            + field
            + "' in '"
            + path
            + "' is not allowed in the context of an update's replacement document. Consider using"
            + " an aggregation pipeline with $replaceWith.");
  }

  private static void checkPositional(FieldPath path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      count += isPositional(path.component(i)) ? 1 : 0;
    }
    if (count > 1) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Too many positional (i.e. '$') elements found in path '" + path + "'");
    }
    if (isPositional(path.component(0))) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Cannot have positional (i.e. '$') element in the first position in path '" + path + "'");
    }
    if (isArrayFilter(path.component(0))) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in"
              + " path '"
              + path
              + "'");
    }
  }
}

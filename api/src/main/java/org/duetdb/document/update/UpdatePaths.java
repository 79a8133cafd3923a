package org.duetdb.document.update;

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
    if (parsed.component(0).startsWith("$")) {
      throw new DuetException(
          ErrorCode.DOLLAR_PREFIXED_FIELD_NAME,
          "The dollar ($) prefixed field '"
              + parsed.component(0)
              + "' in '"
              + path
              + "' is not allowed in the context of an update's replacement document. Consider"
              + " using an aggregation pipeline with $replaceWith.");
    }
    return parsed;
  }
}

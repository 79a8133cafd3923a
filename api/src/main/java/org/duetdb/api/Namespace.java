package org.duetdb.api;

import java.nio.charset.StandardCharsets;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The full name of a collection: {@code database.collection}. In SQL the database is the schema.
 *
 * @param database not empty; no {@code . / \ " $ *}, space or NUL; at most 63 bytes (MongoDB's
 *     rule)
 * @param collection not empty; no {@code $} or NUL; not beginning or ending with a dot
 */
public record Namespace(String database, String collection) {
  /** The longest database name, in bytes of UTF-8. */
  public static final int MAX_DATABASE_BYTES = 63;

  /** The longest full name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  public Namespace {
    if (database.isEmpty()
        || database.chars().anyMatch(c -> "./\\\"$* \0".indexOf(c) >= 0)
        || bytes(database) > MAX_DATABASE_BYTES) {
      throw invalid("Invalid database name: '" + database + "'");
    }
    if (collection.isEmpty()
        || collection.chars().anyMatch(c -> c == '$' || c == 0)
        || collection.startsWith(".")
        || collection.endsWith(".")
        || bytes(database) + bytes(collection) + 1 > MAX_BYTES) {
      throw invalid("Invalid collection name: '" + collection + "'");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static DuetException invalid(String message) {
    return new DuetException(ErrorCode.INVALID_NAMESPACE, message);
  }

  /** {@code database.collection}. */
  @Override
  public String toString() {
    return database + "." + collection;
  }
}

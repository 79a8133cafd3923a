package org.duetdb.driver;

import java.sql.SQLException;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** The part of {@link java.sql.Wrapper} that all objects of the driver share. */
final class Wrappers {

  private Wrappers() {}

  /** Whether {@code object} is a {@code type}; nothing is null. */
  static boolean isWrapper(Object object, @Nullable Class<?> type) {
    return type != null && type.isInstance(object);
  }

  /** {@code object} as {@code type} if it is one; 42809 if not. */
  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    Given.required(type, "the class to unwrap");
    if (isWrapper(object, type)) {
      return type.cast(object);
    }
    throw SqlExceptions.refusal(
        SqlState.WRONG_OBJECT_TYPE,
        object.getClass().getSimpleName() + " does not wrap a " + type.getName());
  }
}

package org.duetdb.driver;

import java.sql.SQLException;
import org.duetdb.sql.SqlState;

/** The part of {@link java.sql.Wrapper} that all objects of the driver share. */
final class Wrappers {

  private Wrappers() {}

  /** {@code object} as {@code type} if it is one; 42809 if not. */
  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (type.isInstance(object)) {
      return type.cast(object);
    }
    throw SqlExceptions.refusal(
        SqlState.WRONG_OBJECT_TYPE,
        object.getClass().getSimpleName() + " does not wrap a " + type.getName());
  }
}

package org.duetdb.driver;

import java.sql.SQLException;
import java.util.Map;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** Arguments that JDBC's callers leave out although they must not, or may. */
final class Given {

  private Given() {}

  /** The argument; 22023 if it is null. */
  static <T> T required(@Nullable T argument, String what) throws SQLException {
    if (argument == null) {
      throw SqlExceptions.refusal(SqlState.INVALID_PARAMETER_VALUE, what + " is null");
    }
    return argument;
  }

  /** Passes if a map of user-defined types is empty or not there; HYC00 otherwise. */
  static void noTypes(@Nullable Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlExceptions.unsupported("a map of user-defined types");
    }
  }
}

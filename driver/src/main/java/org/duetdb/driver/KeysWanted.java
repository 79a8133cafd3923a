package org.duetdb.driver;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duetdb.sql.GeneratedKeys;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/** The three ways in which JDBC asks for generated keys. */
final class KeysWanted {

  private KeysWanted() {}

  /** By {@link Statement#RETURN_GENERATED_KEYS} or {@link Statement#NO_GENERATED_KEYS}. */
  static GeneratedKeys byFlag(int flag) throws SQLException {
    return switch (flag) {
      case Statement.RETURN_GENERATED_KEYS -> GeneratedKeys.AUTOMATIC;
      case Statement.NO_GENERATED_KEYS -> GeneratedKeys.NONE;
      default ->
          throw SqlExceptions.refusal(
              SqlState.INVALID_PARAMETER_VALUE, "there is no way of generated keys " + flag);
    };
  }

  /** By the columns' names. */
  static GeneratedKeys byName(String @Nullable [] names) {
    return names == null || names.length == 0
        ? GeneratedKeys.NONE
        : GeneratedKeys.of(List.of(names));
  }

  /** By the columns' positions in the table, which the driver does not know. */
  static GeneratedKeys byPosition(int @Nullable [] positions) throws SQLException {
    if (positions == null || positions.length == 0) {
      return GeneratedKeys.NONE;
    }
    throw SqlExceptions.unsupported("asking for generated keys by position instead of by name");
  }
}

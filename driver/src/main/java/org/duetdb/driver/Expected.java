package org.duetdb.driver;

import java.sql.SQLException;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlState;

/** What the caller of an execute method wants to get. */
enum Expected {
  /** {@code executeQuery}: a result set. */
  ROWS,
  /** {@code executeUpdate}: a count. */
  COUNT,
  /** {@code execute}: whatever comes. */
  ANYTHING;

  /** Refuses a statement that makes something else before it does anything; 42809. */
  void require(PreparedSql sql) throws SQLException {
    boolean wrong =
        switch (this) {
          case ROWS -> sql.columns().isEmpty();
          case COUNT -> !sql.columns().isEmpty();
          case ANYTHING -> false;
        };
    if (wrong) {
      throw refusal();
    }
  }

  SQLException refusal() {
    return SqlExceptions.refusal(
        SqlState.WRONG_OBJECT_TYPE,
        this == ROWS
            ? "the statement returns no rows; use executeUpdate or execute"
            : "the statement returns rows; use executeQuery or execute");
  }
}

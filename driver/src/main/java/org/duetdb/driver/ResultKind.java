package org.duetdb.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.duetdb.sql.SqlState;

/**
 * What results a statement makes.
 *
 * @param type forward-only or scroll-insensitive
 * @param holdability whether they survive a commit
 */
record ResultKind(int type, int holdability) {

  /**
   * The kind that JDBC's three numbers ask for; what Duet has not is refused here, when the
   * statement is made, and not when it runs.
   */
  static ResultKind of(int type, int concurrency, int holdability) throws SQLException {
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
      throw SqlExceptions.unsupported("a result set that is sensitive to changes");
    }
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      throw SqlExceptions.unsupported("an updatable result set");
    }
    if (type != ResultSet.TYPE_FORWARD_ONLY && type != ResultSet.TYPE_SCROLL_INSENSITIVE) {
      throw unknown("type", type);
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw unknown("concurrency", concurrency);
    }
    return new ResultKind(type, requireHoldability(holdability));
  }

  static int requireHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw unknown("holdability", holdability);
    }
    return holdability;
  }

  boolean isHeld() {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  boolean isScrollable() {
    return type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  private static SQLException unknown(String what, int value) {
    return SqlExceptions.refusal(
        SqlState.INVALID_PARAMETER_VALUE, "result sets have no " + what + " " + value);
  }
}

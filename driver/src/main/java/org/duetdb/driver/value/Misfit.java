package org.duetdb.driver.value;

import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** Says that a value cannot be had as the class that somebody asked for. */
final class Misfit {
  private static final int EXCERPT = 60;

  private Misfit() {}

  /** No rule leads from the value to {@code wanted}. */
  static SqlFailure noConversion(Object value, String wanted) {
    return new SqlFailure(SqlState.INVALID_CAST, describe(value) + " is no " + wanted);
  }

  /** As {@link #noConversion(Object, String)}, found out by {@code cause}. */
  static SqlFailure noConversion(Object value, String wanted, RuntimeException cause) {
    return new SqlFailure(SqlState.INVALID_CAST, describe(value) + " is no " + wanted, cause);
  }

  /** The number is one, but {@code wanted} cannot hold it. */
  static SqlFailure outOfRange(Object value, String wanted) {
    return new SqlFailure(
        SqlState.NUMERIC_OUT_OF_RANGE, describe(value) + " is out of the range of " + wanted);
  }

  private static String describe(Object value) {
    String text = TextReading.text(value);
    String shown = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    return value.getClass().getSimpleName() + " '" + shown + "'";
  }
}

package org.duetdb.driver;

import java.sql.SQLException;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DuetBlob} and {@link DuetClob} share: places counted from 1, and the refusal to read
 * what was freed.
 */
final class LargeValue {

  private LargeValue() {}

  /** {@code value}, unless it was freed. */
  static <T> T requireNotFreed(@Nullable T value) throws SQLException {
    if (value == null) {
      throw SqlExceptions.refusal(SqlState.OBJECT_NOT_IN_STATE, "the large object was freed");
    }
    return value;
  }

  /** Checks a place to read or write at and returns it counted from 0. */
  static int offset(long position, long length) throws SQLException {
    if (position < 1 || position > length + 1) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "position " + position + " is outside of 1 to " + (length + 1));
    }
    return (int) (position - 1);
  }

  /** Checks that there is such a part of a value that is set. */
  static void requirePart(int size, int offset, int length) throws SQLException {
    if (offset < 0 || length < 0 || length > size - offset) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          length + " from " + offset + " are not a part of what is set, which has " + size);
    }
  }

  /** Checks a length and cuts it at the end of the value. */
  static int length(long wanted, long available) throws SQLException {
    if (wanted < 0) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE, "a length cannot be negative: " + wanted);
    }
    return (int) Math.min(wanted, available);
  }
}

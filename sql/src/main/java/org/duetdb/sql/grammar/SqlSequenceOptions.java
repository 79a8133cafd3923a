package org.duetdb.sql.grammar;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlLiteral;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** START and INCREMENT of a sequence. Filled by the parser, read afterwards. */
public final class SqlSequenceOptions {
  private long start = 1;
  private long increment = 1;

  SqlSequenceOptions() {}

  /** The first value. */
  public long start() {
    return start;
  }

  /** How far each value is from the one before. */
  public long increment() {
    return increment;
  }

  void start(long value) {
    start = value;
  }

  void increment(long value) {
    if (value == 0) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, "a sequence cannot have an INCREMENT of 0");
    }
    increment = value;
  }

  static long wholeNumber(SqlLiteral number, boolean negative) {
    try {
      long value = number.getValueAs(BigDecimal.class).longValueExact();
      return negative ? -value : value;
    } catch (ArithmeticException unfit) {
      throw new SqlFailure(
          SqlState.NUMERIC_OUT_OF_RANGE, number + " is not a whole number of 64 bits", unfit);
    }
  }
}

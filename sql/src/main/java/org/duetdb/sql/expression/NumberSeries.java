package org.duetdb.sql.expression;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** The numbers of GENERATE_SERIES, none of which is kept. */
final class NumberSeries extends AbstractList<Object> implements RandomAccess {
  private final long first;
  private final long step;
  private final int size;
  private final boolean small;

  private NumberSeries(long first, long step, int size, boolean small) {
    this.first = first;
    this.step = step;
    this.size = size;
    this.small = small;
  }

  /**
   * The numbers from {@code first} to {@code last}, by {@code step}, which may go downwards.
   *
   * @param small whether they are INTEGERs
   */
  static NumberSeries of(long first, long last, long step, boolean small) {
    if (step == 0) {
      throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "a series cannot have the step 0");
    } else if (step > 0 ? first > last : first < last) {
      return new NumberSeries(first, step, 0, small);
    }
    try {
      long count = Math.addExact(Math.subtractExact(last, first) / step, 1);
      return new NumberSeries(first, step, Math.toIntExact(count), small);
    } catch (ArithmeticException tooLong) {
      throw new SqlFailure(
          SqlState.PROGRAM_LIMIT,
          "a series has at most " + Integer.MAX_VALUE + " numbers",
          tooLong);
    }
  }

  @Override
  public Object get(int index) {
    long value = first + step * index;
    return small ? (Object) (int) value : (Object) value;
  }

  @Override
  public int size() {
    return size;
  }
}

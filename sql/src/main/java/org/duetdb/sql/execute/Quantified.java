package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The answer of a comparison with SOME of a sub-query's rows, in three values. */
final class Quantified {
  private Quantified() {}

  static SubQueries.Answer some(Rows rows, BinaryOperator<@Nullable Object> test, Attempt attempt) {
    List<@Nullable Object> values = firstColumn(rows, attempt);
    return left -> some(values, test, left[0]);
  }

  private static @Nullable Boolean some(
      List<@Nullable Object> values, BinaryOperator<@Nullable Object> test, @Nullable Object left) {
    if (left == null) {
      return values.isEmpty() ? false : null;
    }
    boolean unknown = false;
    for (Object value : values) {
      Object result = value == null ? null : test.apply(left, value);
      if (result == null) {
        unknown = true;
      } else if ((Boolean) result) {
        return true;
      }
    }
    return unknown ? null : false;
  }

  /** The values of the first column, all of them. */
  static List<@Nullable Object> firstColumn(Rows rows, Attempt attempt) {
    List<@Nullable Object> values = new ArrayList<>();
    while (rows.next()) {
      attempt.tick();
      attempt.hold(RowSize.of(rows.current()));
      values.add(((@Nullable Object[]) rows.current())[0]);
    }
    return values;
  }
}

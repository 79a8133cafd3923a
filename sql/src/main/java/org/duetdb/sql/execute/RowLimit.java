package org.duetdb.sql.execute;

import java.util.Optional;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * OFFSET and FETCH.
 *
 * @param offset how many rows are left out, if any
 * @param fetch how many are let through, if that is limited
 */
record RowLimit(Optional<Expression> offset, Optional<Expression> fetch) {
  /** Every row. */
  static final RowLimit NONE = new RowLimit(Optional.empty(), Optional.empty());

  /** How many rows are left out. */
  long skip(@Nullable Object[] environment) {
    return offset.map(value -> number(value, environment, "OFFSET")).orElse(0L);
  }

  /** How many rows are let through. */
  long count(@Nullable Object[] environment) {
    return fetch.map(value -> number(value, environment, "LIMIT")).orElse(Long.MAX_VALUE);
  }

  private static long number(Expression value, @Nullable Object[] environment, String clause) {
    Object number = value.value(Expression.NO_INPUT, environment);
    if (!(number instanceof Number count) || count.longValue() < 0) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, clause + " must be a number that is not negative");
    }
    return count.longValue();
  }
}

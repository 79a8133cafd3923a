package org.duetdb.driver;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one result may take that are kept in memory: {@code maxResultBytes}, estimated
 * by the length of texts and byte strings and a flat rate for everything else.
 */
final class RowBudget {
  private static final long FLAT = 24;

  private final long limit;
  private long used;

  RowBudget(Deployment deployment) {
    this(deployment.engine().options().count(DeploymentOption.MAX_RESULT_BYTES));
  }

  private RowBudget(long limit) {
    this.limit = limit;
  }

  /** For what has to be kept in any case: generated keys, whose rows are in memory anyway. */
  static RowBudget unlimited() {
    return new RowBudget(Long.MAX_VALUE);
  }

  /** Counts a row and returns it; 53200 if it is one too many. */
  @Nullable Object[] take(@Nullable Object[] row) {
    used += FLAT;
    for (Object value : row) {
      used += size(value);
    }
    if (used > limit) {
      throw new DuetException(
          ErrorCode.EXCEEDED_MEMORY_LIMIT,
          String.format(
              Locale.ROOT,
              "a result that is kept in memory has more than %d bytes (maxResultBytes); it was"
                  + " given up, and what its statement did stands: read it forward only, or less of"
                  + " it",
              limit));
    }
    return row;
  }

  private static long size(@Nullable Object value) {
    if (value instanceof String text) {
      return FLAT + 2L * text.length();
    }
    if (value instanceof byte[] bytes) {
      return FLAT + bytes.length;
    }
    if (value instanceof Collection<?> elements) {
      return FLAT + elements.stream().mapToLong(RowBudget::size).sum();
    }
    if (value instanceof Map<?, ?> fields) {
      return FLAT + size(fields.keySet()) + size(fields.values());
    }
    return value instanceof BigDecimal ? 2 * FLAT : FLAT;
  }
}

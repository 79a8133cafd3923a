package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt of a statement that writes has done.
 *
 * @param count the rows that it counts
 * @param returned the rows of RETURNING; empty without it
 */
record WriteOutcome(long count, List<Object> returned) {
  /** Nothing was written. */
  static final WriteOutcome NONE = new WriteOutcome(0, List.of());

  /** The outcome of having written these documents. */
  static WriteOutcome of(
      long count,
      List<byte[]> documents,
      Optional<Returning> returning,
      @Nullable Object[] environment) {
    return new WriteOutcome(
        count, returning.map(clause -> clause.rows(documents, environment)).orElse(List.of()));
  }

  /** Rows with RETURNING, else the count. */
  SqlResult result(Optional<Returning> returning, Execution execution) {
    return returning.isPresent()
        ? returning.get().result(returned, execution)
        : new SqlCount(count, Optional.empty(), execution.notices());
  }
}

package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/** The state of one aggregate over one group. */
interface Accumulator {
  /**
   * Takes in a row's arguments; a row whose first argument is NULL only reaches those that count
   * rows.
   */
  void add(@Nullable Object[] arguments);

  /** The aggregate over what was taken in. */
  @Nullable Object result();
}

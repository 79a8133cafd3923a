package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/** The state of one aggregate over one group. */
interface Accumulator {
  /** What comes behind the first argument of an aggregate with one or none. */
  @Nullable Object[] NO_MORE = new Object[0];

  /**
   * Takes in a row's arguments; a row whose first argument is NULL only reaches those that count
   * rows.
   *
   * @param first the first argument, apart from the others because it mostly has none
   */
  void add(@Nullable Object first, @Nullable Object[] more);

  /** The aggregate over what was taken in. */
  @Nullable Object result();
}

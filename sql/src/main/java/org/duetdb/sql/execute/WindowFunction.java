package org.duetdb.sql.execute;

/** A function over a window. */
@FunctionalInterface
interface WindowFunction {
  /** Puts its value for each row of a partition into a column. */
  void compute(Partition partition, int column);
}

package org.duetdb.driver;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** Runs the items of a batch in order and counts. */
final class Batch {

  private Batch() {}

  /** One item. */
  interface Item {
    /** Runs item {@code index} and returns its count. */
    long run(int index) throws SQLException;
  }

  /**
   * Runs all items. The first that fails ends the batch: the exception then holds the counts of
   * those before it, and the failure as its cause and as its next exception.
   */
  static long[] run(int size, Item item) throws BatchUpdateException {
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      try {
        counts[i] = item.run(i);
      } catch (SQLException failure) {
        throw failure(failure, Arrays.copyOf(counts, i));
      }
    }
    return counts;
  }

  private static BatchUpdateException failure(SQLException cause, long[] counts) {
    var failure =
        new BatchUpdateException(
            "item " + counts.length + " of the batch: " + cause.getMessage(),
            cause.getSQLState(),
            cause.getErrorCode(),
            counts,
            cause);
    failure.setNextException(cause);
    return failure;
  }

  /** The counts as JDBC's older methods have them. */
  static int[] narrow(long[] counts) {
    return Arrays.stream(counts).mapToInt(Batch::narrow).toArray();
  }

  /** A count as an {@code int}; {@link Statement#SUCCESS_NO_INFO} if it does not fit. */
  static int narrow(long count) {
    return count <= Integer.MAX_VALUE ? (int) count : Statement.SUCCESS_NO_INFO;
  }
}

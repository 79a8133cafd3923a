package org.duetdb.sql.execute;

import java.util.Optional;
import org.apache.calcite.rex.RexWindowBound;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.type.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * ROWS or RANGE BETWEEN.
 *
 * @param rows whether the distance is counted in rows, or measured in values of the order
 * @param lower where it begins
 * @param upper where it ends
 * @param descending whether the order, of which RANGE with a distance has one, descends
 */
record WindowFrame(boolean rows, Bound lower, Bound upper, boolean descending) {

  /**
   * One end of a frame.
   *
   * @param unbounded whether it is the partition's own
   * @param sign -1 for PRECEDING, 1 for FOLLOWING, 0 for CURRENT ROW
   * @param distance how far away, if it is
   */
  record Bound(boolean unbounded, int sign, Optional<Expression> distance) {
    static Bound of(RexWindowBound bound, ExpressionCompiler constants) {
      return new Bound(
          bound.isUnbounded(),
          bound.isCurrentRow() ? 0 : bound.isPreceding() ? -1 : 1,
          Optional.ofNullable(bound.getOffset()).map(constants::compile));
    }

    /** The distance, checked. */
    private Number distance(Partition partition, int index) {
      Object value =
          distance
              .map(each -> each.value(partition.row(index), partition.environment()))
              .orElse(null);
      if (!(value instanceof Number number) || Numbers.compare(number, 0) < 0) {
        throw new SqlFailure(
            SqlState.INVALID_PARAMETER_VALUE,
            "the distance of a window's frame must be a number that is not negative");
      }
      return number;
    }
  }

  boolean startsWithPartition() {
    return lower.unbounded();
  }

  int start(Partition partition, int index) {
    if (lower.unbounded()) {
      return 0;
    }
    if (rows) {
      return index + offset(lower, partition, index);
    }
    if (lower.sign() == 0) {
      return partition.firstPeer(index);
    }
    int at = 0;
    while (at < partition.size() && isBefore(partition, at, index, lower)) {
      at++;
    }
    return at;
  }

  int end(Partition partition, int index) {
    if (upper.unbounded()) {
      return partition.size() - 1;
    }
    if (rows) {
      return index + offset(upper, partition, index);
    }
    if (upper.sign() == 0) {
      return partition.lastPeer(index);
    }
    int at = partition.size() - 1;
    while (at >= 0 && isBehind(partition, at, index, upper)) {
      at--;
    }
    return at;
  }

  private static int offset(Bound bound, Partition partition, int index) {
    if (bound.sign() == 0) {
      return 0;
    }
    long distance = bound.distance(partition, index).longValue();
    return bound.sign() * (int) Math.min(distance, Integer.MAX_VALUE / 2);
  }

  private boolean isBefore(Partition partition, int at, int index, Bound bound) {
    return compareToBound(partition, at, index, bound) < 0;
  }

  private boolean isBehind(Partition partition, int at, int index, Bound bound) {
    return compareToBound(partition, at, index, bound) > 0;
  }

  /** Compares a row with the value that lies as far from another row as the bound says. */
  private int compareToBound(Partition partition, int at, int index, Bound bound) {
    Object value = partition.keys(at)[0];
    Object from = partition.keys(index)[0];
    if (value == null || from == null) {
      return Integer.compare(partition.firstPeer(at), partition.firstPeer(index));
    }
    var distance = Numbers.decimal(bound.distance(partition, index));
    boolean up = bound.sign() > 0 != descending;
    var origin = Numbers.decimal(number(from));
    var edge = up ? origin.add(distance) : origin.subtract(distance);
    int order = Numbers.compare(number(value), edge);
    return descending ? -order : order;
  }

  private static Number number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new SqlFailure(
        SqlState.DATATYPE_MISMATCH, "RANGE with a distance needs an order by numbers or dates");
  }
}

package org.duetdb.sql.execute;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongBiFunction;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/** The functions over windows: those of the place in the order, of other rows, and aggregates. */
final class WindowFunctions {
  private WindowFunctions() {}

  static WindowFunction of(
      Window.RexWinAggCall call,
      AggregateCall aggregate,
      InputColumns columns,
      List<RelDataType> types) {
    Expression[] arguments =
        aggregate.getArgList().stream().map(columns::column).toArray(Expression[]::new);
    return switch (call.getKind()) {
      case ROW_NUMBER -> counted((partition, i) -> i + 1L);
      case RANK -> counted((partition, i) -> partition.firstPeer(i) + 1L);
      case DENSE_RANK -> denseRank();
      case PERCENT_RANK ->
          measured(
              (partition, i) ->
                  partition.size() == 1
                      ? 0.0
                      : (double) partition.firstPeer(i) / (partition.size() - 1));
      case CUME_DIST ->
          measured((partition, i) -> (double) (partition.lastPeer(i) + 1) / partition.size());
      case NTILE -> counted((partition, i) -> tile(partition, i, arguments[0]));
      case LAG -> neighbour(arguments, -1, call.ignoreNulls);
      case LEAD -> neighbour(arguments, 1, call.ignoreNulls);
      case FIRST_VALUE -> framed(arguments[0], call.ignoreNulls, true);
      case LAST_VALUE -> framed(arguments[0], call.ignoreNulls, false);
      case NTH_VALUE -> nth(arguments, call.ignoreNulls);
      default -> aggregated(AggregateStep.of(aggregate, columns, types));
    };
  }

  private static WindowFunction counted(ToLongBiFunction<Partition, Integer> value) {
    return (partition, column) -> {
      for (int i = 0; i < partition.size(); i++) {
        partition.row(i)[column] = value.applyAsLong(partition, i);
      }
    };
  }

  private static WindowFunction measured(ToDoubleBiFunction<Partition, Integer> value) {
    return (partition, column) -> {
      for (int i = 0; i < partition.size(); i++) {
        partition.row(i)[column] = value.applyAsDouble(partition, i);
      }
    };
  }

  private static WindowFunction denseRank() {
    return (partition, column) -> {
      long rank = 0;
      for (int i = 0; i < partition.size(); i++) {
        rank += partition.firstPeer(i) == i ? 1 : 0;
        partition.row(i)[column] = rank;
      }
    };
  }

  private static long tile(Partition partition, int index, Expression tiles) {
    long count = whole(partition, index, tiles);
    if (count < 1) {
      throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "NTILE needs a positive number");
    }
    long size = partition.size() / count;
    long larger = partition.size() % count;
    long inLarger = larger * (size + 1);
    return index < inLarger
        ? index / (size + 1) + 1
        : larger + (index - inLarger) / Math.max(1, size) + 1;
  }

  private static long whole(Partition partition, int index, Expression argument) {
    Object value = argument.value(partition.row(index), partition.environment());
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new SqlFailure(
        SqlState.INVALID_PARAMETER_VALUE, "a window function's number cannot be NULL");
  }

  private static @Nullable Object value(Partition partition, int index, Expression argument) {
    return argument.value(partition.row(index), partition.environment());
  }

  /** LAG and LEAD: the value so many rows away, or the default. */
  private static WindowFunction neighbour(
      Expression[] arguments, int direction, boolean ignoresNulls) {
    return (partition, column) -> {
      for (int i = 0; i < partition.size(); i++) {
        long distance = arguments.length > 1 ? whole(partition, i, arguments[1]) : 1;
        int at = i;
        for (long left = distance; left > 0 && isInside(partition, at); ) {
          at += direction;
          boolean counts =
              !ignoresNulls
                  || !isInside(partition, at)
                  || value(partition, at, arguments[0]) != null;
          left -= counts ? 1 : 0;
        }
        partition.row(i)[column] =
            isInside(partition, at)
                ? value(partition, at, arguments[0])
                : arguments.length > 2 ? value(partition, i, arguments[2]) : null;
      }
    };
  }

  private static boolean isInside(Partition partition, int index) {
    return index >= 0 && index < partition.size();
  }

  private static WindowFunction framed(
      Expression argument, boolean ignoresNulls, boolean fromStart) {
    return (partition, column) -> {
      for (int i = 0; i < partition.size(); i++) {
        int start = partition.frameStart(i);
        int end = partition.frameEnd(i);
        Object found = null;
        for (int step = 0; step <= end - start && found == null; step++) {
          found = value(partition, fromStart ? start + step : end - step, argument);
          if (!ignoresNulls) {
            break;
          }
        }
        partition.row(i)[column] = found;
      }
    };
  }

  private static WindowFunction nth(Expression[] arguments, boolean ignoresNulls) {
    return (partition, column) -> {
      for (int i = 0; i < partition.size(); i++) {
        long left = whole(partition, i, arguments[1]);
        Object found = null;
        for (int at = partition.frameStart(i); at <= partition.frameEnd(i) && left > 0; at++) {
          Object value = value(partition, at, arguments[0]);
          left -= !ignoresNulls || value != null ? 1 : 0;
          found = left == 0 ? value : null;
        }
        partition.row(i)[column] = found;
      }
    };
  }

  /** An aggregate over each row's frame; frames that only grow are added to, not begun again. */
  private static WindowFunction aggregated(AggregateStep step) {
    return (partition, column) -> {
      AggregateStep.State state = step.newState();
      int next = 0;
      for (int i = 0; i < partition.size(); i++) {
        int end = partition.frameEnd(i);
        if (!partition.framesGrow()) {
          state.release(partition.environment());
          state = step.newState();
          next = partition.frameStart(i);
        }
        while (next <= end) {
          state.add(partition.row(next++), partition.environment());
        }
        partition.row(i)[column] = state.result();
      }
    };
  }
}

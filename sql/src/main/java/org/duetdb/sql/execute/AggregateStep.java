package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/** One aggregate of a query: its arguments, its FILTER, DISTINCT, and how its state is made. */
final class AggregateStep {
  /** About what it takes to keep one value, beside the value. */
  private static final long VALUE = 48;

  private final Expression[] arguments;
  private final Optional<Expression> filter;
  private final boolean distinct;
  private final boolean skipsNulls;
  private final boolean keepsValues;
  private final Optional<RowOrder> order;
  private final Function<boolean[], Accumulator> state;

  private AggregateStep(
      Expression[] arguments,
      Optional<Expression> filter,
      Optional<RowOrder> order,
      AggregateCall call,
      Function<boolean[], Accumulator> state) {
    this.arguments = arguments;
    this.filter = filter;
    this.distinct = call.isDistinct();
    this.skipsNulls = Accumulators.skipsNulls(call);
    this.order = order;
    this.keepsValues = distinct || order.isPresent() || Accumulators.keepsValues(call);
    this.state = state;
  }

  /**
   * The step of a call.
   *
   * @param input the columns' types
   */
  static AggregateStep of(AggregateCall call, InputColumns columns, List<RelDataType> input) {
    Supplier<Accumulator> state = Accumulators.of(call);
    return of(call, columns, input, ignored -> state.get());
  }

  /**
   * The step of a call in a GROUP BY, which may ask what the group stands for.
   *
   * @param input the columns' types
   * @param keys the places of the columns that are grouped by
   */
  static AggregateStep of(
      AggregateCall call, InputColumns columns, List<RelDataType> input, ImmutableBitSet keys) {
    if (call.getAggregation().getKind() != SqlKind.GROUPING) {
      return of(call, columns, input);
    }
    int[] asked = call.getArgList().stream().mapToInt(keys::indexOf).toArray();
    return of(call, columns, input, set -> Accumulators.constant(grouping(asked, set)));
  }

  /** A bit for each column asked about, which is set if the group is one of all its values. */
  private static Object grouping(int[] asked, boolean[] set) {
    long bits = 0;
    for (int key : asked) {
      bits = bits << 1 | (set[key] ? 0 : 1);
    }
    return bits;
  }

  private static AggregateStep of(
      AggregateCall call,
      InputColumns columns,
      List<RelDataType> input,
      Function<boolean[], Accumulator> state) {
    Expression[] arguments =
        call.getArgList().stream()
            .map(
                place ->
                    JsonAggregates.isOne(call)
                        ? JsonAggregates.argument(columns.column(place), input.get(place))
                        : columns.column(place))
            .toArray(Expression[]::new);
    Optional<Expression> filter =
        call.hasFilter() ? Optional.of(columns.column(call.filterArg)) : Optional.empty();
    Optional<RowOrder> order =
        call.getCollation().getFieldCollations().isEmpty()
            ? Optional.empty()
            : Optional.of(RowOrder.of(call.getCollation(), columns));
    return new AggregateStep(arguments, filter, order, call, state);
  }

  /** The state for a new group of rows. */
  State newState() {
    return newState(new boolean[0]);
  }

  /** The state for a new group of a grouping set, which holds some of the keys. */
  State newState(boolean[] set) {
    return new State(state.apply(set));
  }

  private @Nullable Object[] more(Object row, @Nullable Object[] environment) {
    @Nullable Object[] values = new Object[arguments.length - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i + 1].value(row, environment);
    }
    return values;
  }

  /** The aggregate's state for one group. */
  final class State {
    private final Accumulator accumulator;
    private final Set<Object> seen = distinct ? new HashSet<>() : Set.of();
    private final List<Sortable> waiting = order.isPresent() ? new ArrayList<>() : List.of();

    private long held;

    private State(Accumulator accumulator) {
      this.accumulator = accumulator;
    }

    void add(Object row, @Nullable Object[] environment) {
      if (filter.isPresent() && !Boolean.TRUE.equals(filter.get().value(row, environment))) {
        return;
      }
      Object first = arguments.length == 0 ? null : arguments[0].value(row, environment);
      if (skipsNulls && first == null) {
        return;
      }
      @Nullable Object[] more = arguments.length < 2 ? Accumulator.NO_MORE : more(row, environment);
      if (distinct && !seen.add(RowKey.of(first, more))) {
        return;
      }
      if (keepsValues) {
        long size = VALUE + RowSize.of(first) + RowSize.of(more);
        Attempt.of(environment).hold(size);
        held += size;
      }
      if (order.isPresent()) {
        waiting.add(new Sortable(first, more, order.get().keys(row, environment)));
      } else {
        accumulator.add(first, more);
      }
    }

    /** Gives back what it has held, because nobody will ask for its result again. */
    void release(@Nullable Object[] environment) {
      Attempt.of(environment).release(held);
      held = 0;
    }

    @Nullable Object result() {
      order.ifPresent(
          by -> {
            waiting.sort((a, b) -> by.compare(a.keys, b.keys));
            waiting.forEach(each -> accumulator.add(each.first, each.more));
            waiting.clear();
          });
      return accumulator.result();
    }
  }

  private record Sortable(
      @Nullable Object first, @Nullable Object[] more, @Nullable Object[] keys) {}
}

package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/** One aggregate of a query: its arguments, its FILTER, DISTINCT, and how its state is made. */
final class AggregateStep {
  private final Expression[] arguments;
  private final Optional<Expression> filter;
  private final boolean distinct;
  private final boolean skipsNulls;
  private final Optional<RowOrder> order;
  private final Supplier<Accumulator> state;

  private AggregateStep(
      Expression[] arguments,
      Optional<Expression> filter,
      Optional<RowOrder> order,
      AggregateCall call) {
    this.arguments = arguments;
    this.filter = filter;
    this.distinct = call.isDistinct();
    this.skipsNulls = Accumulators.skipsNulls(call);
    this.order = order;
    this.state = Accumulators.of(call);
  }

  /**
   * The step of a call.
   *
   * @param input the columns' types
   */
  static AggregateStep of(AggregateCall call, InputColumns columns, List<RelDataType> input) {
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
    return new AggregateStep(arguments, filter, order, call);
  }

  /** The state for a new group. */
  State newState() {
    return new State();
  }

  /** The aggregate's state for one group. */
  final class State {
    private final Accumulator accumulator = state.get();
    private final Set<Object> seen = new HashSet<>();
    private final List<Sortable> waiting = new ArrayList<>();

    void add(Object row, @Nullable Object[] environment) {
      if (filter.isPresent() && !Boolean.TRUE.equals(filter.get().value(row, environment))) {
        return;
      }
      @Nullable Object[] values = Projected.row(arguments, row, environment);
      if (skipsNulls && values[0] == null || distinct && !seen.add(RowKey.of(values))) {
        return;
      }
      if (order.isPresent()) {
        waiting.add(new Sortable(values, order.get().keys(row, environment)));
      } else {
        accumulator.add(values);
      }
    }

    @Nullable Object result() {
      order.ifPresent(
          by -> {
            waiting.sort((a, b) -> by.compare(a.keys, b.keys));
            waiting.forEach(each -> accumulator.add(each.values));
            waiting.clear();
          });
      return accumulator.result();
    }
  }

  private record Sortable(@Nullable Object[] values, @Nullable Object[] keys) {}
}

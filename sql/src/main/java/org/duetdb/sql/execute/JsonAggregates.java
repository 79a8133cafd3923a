package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.JsonValues;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG and JSON_OBJECTAGG. */
final class JsonAggregates {
  private JsonAggregates() {}

  static boolean isOne(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.JSON_ARRAYAGG
        || call.getAggregation().getKind() == SqlKind.JSON_OBJECTAGG;
  }

  /** An argument as JSON has it. */
  static Expression argument(Expression value, RelDataType type) {
    UnaryOperator<Object> json = JsonValues.of(type);
    return (input, environment) -> {
      Object computed = value.value(input, environment);
      return computed == null ? null : json.apply(computed);
    };
  }

  static Supplier<Accumulator> of(AggregateCall call) {
    boolean absent = call.getAggregation().getName().endsWith("ABSENT_ON_NULL");
    return call.getAggregation().getKind() == SqlKind.JSON_ARRAYAGG
        ? () -> new ArrayState(absent)
        : () -> new ObjectState(absent);
  }

  private static final class ArrayState implements Accumulator {
    private final List<@Nullable Object> elements = new ArrayList<>();
    private final boolean absent;

    ArrayState(boolean absent) {
      this.absent = absent;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first != null || !absent) {
        elements.add(first);
      }
    }

    @Override
    public Object result() {
      return JsonValues.text(elements);
    }
  }

  private static final class ObjectState implements Accumulator {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final boolean absent;

    ObjectState(boolean absent) {
      this.absent = absent;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first == null) {
        throw new SqlFailure(SqlState.INVALID_JSON, "the name of a JSON member cannot be NULL");
      }
      if (more[0] != null || !absent) {
        members.put(first.toString(), more[0]);
      }
    }

    @Override
    public Object result() {
      return JsonValues.text(members);
    }
  }
}

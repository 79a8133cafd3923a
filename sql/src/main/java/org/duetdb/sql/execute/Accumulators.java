package org.duetdb.sql.execute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.expression.Literals;
import org.duetdb.sql.expression.Sums;
import org.duetdb.sql.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/** The aggregate functions. */
final class Accumulators {
  private Accumulators() {}

  /** What makes the state of an aggregate for a new group. */
  static Supplier<Accumulator> of(AggregateCall call) {
    RelDataType type = call.getType();
    return switch (call.getAggregation().getKind()) {
      case COUNT -> call.getArgList().isEmpty() ? Counter::new : NonNullCounter::new;
      case SUM -> SumAccumulators.sum(type, null);
      case SUM0 -> SumAccumulators.sum(type, zero(type));
      case AVG -> SumAccumulators.average(type);
      case MIN -> () -> new Fold((a, b) -> ValueOrder.compare(b, a) < 0 ? b : a);
      case MAX -> () -> new Fold((a, b) -> ValueOrder.compare(b, a) > 0 ? b : a);
      case ANY_VALUE -> () -> new Fold((a, b) -> a);
      case SINGLE_VALUE -> SingleValue::new;
      case BIT_AND -> () -> new Fold((a, b) -> Sums.bits(a, b, (x, y) -> x & y));
      case BIT_OR -> () -> new Fold((a, b) -> Sums.bits(a, b, (x, y) -> x | y));
      case BIT_XOR -> () -> new Fold((a, b) -> Sums.bits(a, b, (x, y) -> x ^ y));
      case STDDEV_POP -> () -> new Variance(type, false, true);
      case STDDEV_SAMP -> () -> new Variance(type, true, true);
      case VAR_POP -> () -> new Variance(type, false, false);
      case VAR_SAMP -> () -> new Variance(type, true, false);
      case COLLECT, ARRAY_AGG -> () -> new Collector(call.ignoreNulls());
      case LISTAGG, STRING_AGG -> TextCollector::new;
      case JSON_ARRAYAGG, JSON_OBJECTAGG -> JsonAggregates.of(call);
      case LITERAL_AGG -> {
        Object value = Literals.value((RexLiteral) call.rexList.get(0));
        yield () -> constant(value);
      }
      default -> byName(call);
    };
  }

  private static Supplier<Accumulator> byName(AggregateCall call) {
    return switch (call.getAggregation().getName()) {
      case "BOOL_AND", "EVERY", "LOGICAL_AND" ->
          () -> new Fold((a, b) -> (Boolean) a && (Boolean) b);
      case "BOOL_OR", "SOME", "LOGICAL_OR" -> () -> new Fold((a, b) -> (Boolean) a || (Boolean) b);
      default ->
          throw new SqlFailure(
              SqlState.UNDEFINED_FUNCTION,
              "aggregate function " + call.getAggregation().getName() + " is not available");
    };
  }

  /** What is the same for every group, whatever its rows are. */
  static Accumulator constant(@Nullable Object value) {
    return new Accumulator() {
      @Override
      public void add(@Nullable Object first, @Nullable Object[] more) {}

      @Override
      public @Nullable Object result() {
        return value;
      }
    };
  }

  private static Object zero(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> (Object) 0;
      case DECIMAL -> BigDecimal.ZERO;
      case REAL, FLOAT, DOUBLE -> 0.0;
      default -> 0L;
    };
  }

  /** Whether NULLs are no rows to the aggregate. */
  static boolean skipsNulls(AggregateCall call) {
    return !call.getArgList().isEmpty()
        && !JsonAggregates.isOne(call)
        && call.getAggregation().getKind() != SqlKind.COLLECT
        && call.getAggregation().getKind() != SqlKind.ARRAY_AGG
        && call.getAggregation().getKind() != SqlKind.SINGLE_VALUE;
  }

  /** Whether the state grows with every value. */
  static boolean keepsValues(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case COLLECT, ARRAY_AGG, LISTAGG, STRING_AGG, JSON_ARRAYAGG, JSON_OBJECTAGG -> true;
      default -> false;
    };
  }

  private static final class Counter implements Accumulator {
    private long count;

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      count++;
    }

    @Override
    public Object result() {
      return count;
    }
  }

  /** Counts rows none of whose arguments is NULL. */
  private static final class NonNullCounter implements Accumulator {
    private long count;

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      for (Object argument : more) {
        if (argument == null) {
          return;
        }
      }
      count += first == null ? 0 : 1;
    }

    @Override
    public Object result() {
      return count;
    }
  }

  private static final class Fold implements Accumulator {
    private final BinaryOperator<Object> step;
    private @Nullable Object value;

    Fold(BinaryOperator<Object> step) {
      this.step = step;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first != null) {
        value = value == null ? first : step.apply(value, first);
      }
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** The value of a scalar sub-query, which must have one row. */
  private static final class SingleValue implements Accumulator {
    private @Nullable Object value;
    private boolean seen;

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (seen) {
        throw new SqlFailure(
            SqlState.CARDINALITY_VIOLATION, "a scalar sub-query returned more than one row");
      }
      seen = true;
      value = first;
    }

    @Override
    public @Nullable Object result() {
      return value;
    }
  }

  /** Welford's method, which does not lose digits where squares are large. */
  private static final class Variance implements Accumulator {
    private final RelDataType type;
    private final boolean sample;
    private final boolean root;
    private long count;
    private double mean;
    private double squares;

    Variance(RelDataType type, boolean sample, boolean root) {
      this.type = type;
      this.sample = sample;
      this.root = root;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first instanceof Number number) {
        count++;
        double difference = number.doubleValue() - mean;
        mean += difference / count;
        squares += difference * (number.doubleValue() - mean);
      }
    }

    @Override
    public @Nullable Object result() {
      long degrees = sample ? count - 1 : count;
      if (degrees <= 0) {
        return null;
      }
      double variance = squares / degrees;
      return Sums.inType(root ? Math.sqrt(variance) : variance, type);
    }
  }

  private static final class Collector implements Accumulator {
    private final boolean ignoreNulls;
    private final List<@Nullable Object> values = new ArrayList<>();

    Collector(boolean ignoreNulls) {
      this.ignoreNulls = ignoreNulls;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first != null || !ignoreNulls) {
        values.add(first);
      }
    }

    @Override
    public @Nullable Object result() {
      return values.isEmpty() ? null : values;
    }
  }

  private static final class TextCollector implements Accumulator {
    private @Nullable StringBuilder text;

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first == null) {
        return;
      }
      if (text == null) {
        text = new StringBuilder();
      } else {
        text.append(more.length > 0 && more[0] != null ? more[0] : separator(more));
      }
      text.append(first);
    }

    private static String separator(@Nullable Object[] more) {
      return more.length > 0 ? "" : ",";
    }

    @Override
    public @Nullable Object result() {
      return text == null ? null : text.toString();
    }
  }
}

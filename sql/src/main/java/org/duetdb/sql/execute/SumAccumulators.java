package org.duetdb.sql.execute;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.expression.Sums;
import org.duetdb.sql.type.Numbers;
import org.jspecify.annotations.Nullable;

/** SUM and AVG. */
final class SumAccumulators {
  private static final int AVERAGE_SCALE = 16;

  private SumAccumulators() {}

  /** SUM with results of the declared type; {@code ofNothing} is the sum of no rows. */
  static Supplier<Accumulator> sum(RelDataType type, @Nullable Object ofNothing) {
    BinaryOperator<Object> plus = Sums.resulting(type);
    return () -> new Sum(plus, ofNothing);
  }

  /** AVG with results of the declared type. */
  static Supplier<Accumulator> average(RelDataType type) {
    return () -> new Average(type);
  }

  /**
   * A sum that never overflows. Whole numbers and floating ones are added up as primitive numbers,
   * so that nothing is allocated for a row; what does not fit is added up exactly beside them.
   */
  private static final class Total {
    private long wholes;
    private double floating;
    private @Nullable Object others;
    private boolean anyInteger;
    private boolean anyLong;
    private boolean anyFloating;

    void add(Object value) {
      if (value instanceof Integer number) {
        anyInteger = true;
        add(number.longValue());
      } else if (value instanceof Long number) {
        anyLong = true;
        add(number.longValue());
      } else if (value instanceof Double number) {
        anyFloating = true;
        floating += number;
      } else {
        others = others == null ? value : Sums.wide(others, value);
      }
    }

    private void add(long number) {
      long total = wholes + number;
      boolean overflows = ((wholes ^ total) & (number ^ total)) < 0;
      if (overflows) {
        others = plus(others, Numbers.decimal(wholes));
        wholes = number;
      } else {
        wholes = total;
      }
    }

    private static Object plus(@Nullable Object sum, Object value) {
      return sum == null ? value : Sums.wide(sum, value);
    }

    /** The sum in the widest class of the values; null if there was none. */
    @Nullable Object value() {
      Object sum = others;
      if (anyLong || anyInteger) {
        boolean narrow = !anyLong && wholes == (int) wholes;
        sum = plus(sum, narrow ? (Object) (int) wholes : (Object) wholes);
      }
      return anyFloating ? plus(sum, floating) : sum;
    }
  }

  private static final class Sum implements Accumulator {
    private final BinaryOperator<Object> plus;
    private final @Nullable Object ofNothing;
    private final Total total = new Total();

    Sum(BinaryOperator<Object> plus, @Nullable Object ofNothing) {
      this.plus = plus;
      this.ofNothing = ofNothing;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first != null) {
        total.add(first);
      }
    }

    @Override
    public @Nullable Object result() {
      Object sum = total.value();
      return sum == null ? ofNothing : plus.apply(0, sum);
    }
  }

  private static final class Average implements Accumulator {
    private final RelDataType type;
    private final Total total = new Total();
    private long count;

    Average(RelDataType type) {
      this.type = type;
    }

    @Override
    public void add(@Nullable Object first, @Nullable Object[] more) {
      if (first != null) {
        total.add(first);
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      Object sum = total.value();
      if (sum == null) {
        return null;
      }
      if (sum instanceof Double floating) {
        return floating / count;
      }
      int scale = type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : AVERAGE_SCALE;
      BigDecimal average =
          Sums.decimal(sum).divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP);
      return type.getSqlTypeName() == SqlTypeName.DOUBLE ? (Object) average.doubleValue() : average;
    }
  }
}

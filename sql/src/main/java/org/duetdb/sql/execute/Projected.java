package org.duetdb.sql.execute;

import java.util.List;
import java.util.stream.IntStream;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/** A row of values computed from each row. */
final class Projected implements Operator {
  private final Operator input;
  private final int width;
  private final int[] places;
  private final Expression[] expressions;

  Projected(Operator input, List<Expression> expressions) {
    this.input = input;
    this.width = expressions.size();
    this.places =
        IntStream.range(0, width).filter(i -> expressions.get(i) != Expression.NULL).toArray();
    this.expressions = IntStream.of(places).mapToObj(expressions::get).toArray(Expression[]::new);
  }

  @Override
  public void explain(Explanation text) {
    text.line("compute " + places.length + " columns", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    Rows rows = input.open(environment);
    return new Rows() {
      private @Nullable Object[] values = new Object[0];

      @Override
      public boolean next() {
        if (!rows.next()) {
          return false;
        }
        Object row = rows.current();
        values = new Object[width];
        for (int i = 0; i < places.length; i++) {
          values[places[i]] = expressions[i].value(row, environment);
        }
        return true;
      }

      @Override
      public Object current() {
        return values;
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** The values of several expressions. */
  static @Nullable Object[] row(
      Expression[] expressions, Object input, @Nullable Object[] environment) {
    @Nullable Object[] values = new Object[expressions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions[i].value(input, environment);
    }
    return values;
  }
}

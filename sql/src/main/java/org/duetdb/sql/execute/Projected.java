package org.duetdb.sql.execute;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.stream.IntStream;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/** A row of values computed from each row. */
final class Projected implements Operator {
  private final Operator input;
  private final int width;
  private final ColumnRead[] columns;
  private final int[] columnPlaces;
  private final Expression[] others;
  private final int[] otherPlaces;

  Projected(Operator input, List<Expression> expressions) {
    this.input = input;
    this.width = expressions.size();
    this.columnPlaces =
        IntStream.range(0, width)
            .filter(i -> expressions.get(i) instanceof ColumnRead)
            .boxed()
            .sorted(comparingInt(i -> ((ColumnRead) expressions.get(i)).column()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.columns =
        IntStream.of(columnPlaces)
            .mapToObj(i -> (ColumnRead) expressions.get(i))
            .toArray(ColumnRead[]::new);
    this.otherPlaces =
        IntStream.range(0, width)
            .filter(i -> !(expressions.get(i) instanceof ColumnRead))
            .filter(i -> expressions.get(i) != Expression.NULL)
            .toArray();
    this.others = IntStream.of(otherPlaces).mapToObj(expressions::get).toArray(Expression[]::new);
  }

  @Override
  public void explain(Explanation text) {
    text.line("compute " + (columns.length + others.length) + " columns", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    Rows rows = input.open(environment);
    return new Rows() {
      private @Nullable Object[] values = Rows.NO_VALUES;

      @Override
      public boolean next() {
        if (!rows.next()) {
          return false;
        }
        Object row = rows.current();
        values = new Object[width];
        if (columns.length > 0) {
          ColumnRead.all(columns, columnPlaces, (byte[]) row, values);
        }
        for (int i = 0; i < others.length; i++) {
          values[otherPlaces[i]] = others[i].value(row, environment);
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

package org.duetdb.sql.execute;

import java.util.List;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/** The rows of VALUES. */
record Constants(List<Expression[]> rows) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line(rows.size() + " rows of values");
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    return new ListRows<>(rows, row -> Projected.row(row, Expression.NO_INPUT, environment));
  }
}

package org.duetdb.sql.execute;

import org.duetdb.sql.expression.Condition;
import org.jspecify.annotations.Nullable;

/** The rows of which a condition is true. */
record Filtered(Operator input, Condition condition) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line("filter", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    Rows rows = input.open(environment);
    Attempt attempt = Attempt.of(environment);
    return new Rows() {
      @Override
      public boolean next() {
        while (rows.next()) {
          attempt.tick();
          if (condition.holds(rows.current(), environment)) {
            return true;
          }
        }
        return false;
      }

      @Override
      public Object current() {
        return rows.current();
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}

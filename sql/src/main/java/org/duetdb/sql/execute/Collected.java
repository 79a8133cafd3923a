package org.duetdb.sql.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARRAY or MULTISET of a query: one row, whose value is the list of all rows' first values. */
record Collected(Operator input) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line("collect into one list", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    try (Rows rows = input.open(environment)) {
      List<@Nullable Object> values = Quantified.firstColumn(rows, Attempt.of(environment));
      @Nullable Object[] row = {values};
      return ListRows.of(List.of((Object) row));
    }
  }
}

package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WITH RECURSIVE: the seed's rows, then what the step makes of the rows that came last, until
 * nothing new comes.
 *
 * @param slot where the step finds the rows that came last
 * @param all whether a row may come again
 */
record Repeated(Operator seed, Operator step, int slot, boolean all) implements Operator {

  /** What the step reads. */
  record Latest(int slot) implements Operator {
    @Override
    public void explain(Explanation text) {
      text.line("the rows found last");
    }

    @Override
    @SuppressWarnings("unchecked") // The slot holds nothing but what Repeated puts there.
    public Rows open(@Nullable Object[] environment) {
      List<Object> rows = (List<Object>) environment[slot];
      return rows == null ? Rows.EMPTY : ListRows.of(rows);
    }
  }

  @Override
  public void explain(Explanation text) {
    text.line("recursion: the first input, then the second until nothing new comes", seed, step);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    List<Object> result = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    List<Object> latest = collect(seed, seen, environment);
    while (!latest.isEmpty()) {
      result.addAll(latest);
      environment[slot] = latest;
      latest = collect(step, seen, environment);
    }
    return ListRows.of(result);
  }

  private List<Object> collect(Operator input, Set<Object> seen, @Nullable Object[] environment) {
    List<Object> collected = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = input.open(environment)) {
      while (rows.next()) {
        attempt.tick();
        @Nullable Object[] row = (@Nullable Object[]) rows.current();
        if (all || seen.add(RowKey.of(row))) {
          attempt.hold(RowSize.of(row));
          collected.add(row);
        }
      }
    }
    return collected;
  }
}

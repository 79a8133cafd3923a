package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** UNION, INTERSECT and EXCEPT of inputs whose rows are arrays of values. */
record Combined(SqlKind kind, boolean all, List<Operator> inputs) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line(kind + (all ? " ALL" : ""), inputs.toArray(Operator[]::new));
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    if (kind == SqlKind.UNION && all) {
      return new Appended(inputs, environment);
    }
    Map<Object, Count> counts = new HashMap<>();
    List<Count> order = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      count(i, counts, order, environment);
    }
    List<Object> result = new ArrayList<>();
    for (Count count : order) {
      for (long left = copies(count); left > 0; left--) {
        result.add(count.row);
      }
    }
    return ListRows.of(result);
  }

  private void count(
      int index, Map<Object, Count> counts, List<Count> order, @Nullable Object[] environment) {
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = inputs.get(index).open(environment)) {
      while (rows.next()) {
        attempt.tick();
        @Nullable Object[] row = (@Nullable Object[]) rows.current();
        Object key = RowKey.of(row);
        Count count = counts.get(key);
        if (count == null) {
          attempt.hold(RowSize.of(row) + 64);
          count = new Count(row, inputs.size());
          counts.put(key, count);
          order.add(count);
        }
        count.perInput[index]++;
      }
    }
  }

  private long copies(Count count) {
    long first = count.perInput[0];
    long result = first;
    for (int i = 1; i < count.perInput.length; i++) {
      long other = count.perInput[i];
      result =
          switch (kind) {
            case UNION -> result + other;
            case INTERSECT -> Math.min(result, other);
            default -> all ? result - other : other > 0 ? 0 : result;
          };
    }
    return all ? Math.max(0, result) : Math.min(1, Math.max(0, result));
  }

  /** How often a row occurs in each input. */
  private static final class Count {
    private final Object row;
    private final long[] perInput;

    Count(Object row, int inputs) {
      this.row = row;
      this.perInput = new long[inputs];
    }
  }

  /** One input after the other. */
  private static final class Appended implements Rows {
    private final List<Operator> inputs;
    private final @Nullable Object[] environment;
    private Rows rows = Rows.EMPTY;
    private int opened;

    Appended(List<Operator> inputs, @Nullable Object[] environment) {
      this.inputs = inputs;
      this.environment = environment;
    }

    @Override
    public boolean next() {
      while (!rows.next()) {
        rows.close();
        if (opened == inputs.size()) {
          rows = Rows.EMPTY;
          return false;
        }
        rows = inputs.get(opened++).open(environment);
      }
      return true;
    }

    @Override
    public Object current() {
      return rows.current();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}

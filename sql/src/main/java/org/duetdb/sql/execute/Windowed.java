package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Window functions: the rows with the functions' values behind their columns. All rows are held;
 * for each window they are divided into partitions and put in order.
 *
 * @param input rows of values
 * @param width how many columns they have
 * @param windows the windows, with their functions in the order of the new columns
 */
record Windowed(Operator input, int width, List<WindowSpec> windows) implements Operator {

  /**
   * A window.
   *
   * @param keys what divides rows into partitions
   * @param order their order inside; empty keys make all rows peers
   * @param frame which rows around each are looked at
   * @param functions what is computed
   */
  record WindowSpec(
      Expression[] keys, RowOrder order, WindowFrame frame, List<WindowFunction> functions) {}

  @Override
  public void explain(Explanation text) {
    text.line(windows.size() + " windows, all rows in memory", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    List<@Nullable Object[]> rows = read(environment);
    int column = width;
    for (WindowSpec window : windows) {
      for (Partition partition : partitions(rows, window, environment)) {
        int place = column;
        for (WindowFunction function : window.functions()) {
          function.compute(partition, place++);
        }
      }
      column += window.functions().size();
    }
    return new ListRows<>(rows, row -> row);
  }

  private List<@Nullable Object[]> read(@Nullable Object[] environment) {
    int added = windows.stream().mapToInt(window -> window.functions().size()).sum();
    List<@Nullable Object[]> rows = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (Rows opened = input.open(environment)) {
      while (opened.next()) {
        attempt.tick();
        @Nullable Object[] row =
            Arrays.copyOf((@Nullable Object[]) opened.current(), width + added);
        attempt.hold(RowSize.of(row) + 16L * added);
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Partition> partitions(
      List<@Nullable Object[]> rows, WindowSpec window, @Nullable Object[] environment) {
    Map<Object, List<Partition.Entry>> entries = new LinkedHashMap<>();
    for (@Nullable Object[] row : rows) {
      Object key = RowKey.of(Projected.row(window.keys(), row, environment));
      entries
          .computeIfAbsent(key, ignored -> new ArrayList<>())
          .add(new Partition.Entry(row, window.order().keys(row, environment)));
    }
    List<Partition> partitions = new ArrayList<>();
    for (List<Partition.Entry> each : entries.values()) {
      each.sort((a, b) -> window.order().compare(a.keys(), b.keys()));
      partitions.add(new Partition(each, window.order(), window.frame(), environment));
    }
    return partitions;
  }
}

package org.duetdb.tools.stat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which columns are shown, and how. Immutable. */
public final class StatTable {
  private final List<StatColumn> columns;

  private StatTable(List<StatColumn> columns) {
    this.columns = columns;
  }

  /**
   * Reads columns as mongostat's option {@code -o} has them: names separated by commas. {@code
   * insert}, {@code query}, {@code update}, {@code delete} and {@code command} are operations per
   * second, {@code time} is the clock, any other name is a path into serverStatus, as it is or with
   * {@code .rate()} per second or {@code .diff()} per row. {@code =} and a text behind a name is
   * its header.
   */
  public static StatTable parse(String columns) {
    return new StatTable(
        Arrays.stream(columns.split(",", -1)).map(String::trim).map(StatColumn::parse).toList());
  }

  /** The columns that serverStatus does not have. */
  public List<String> unknown(StatSample sample) {
    return columns.stream().filter(column -> !column.isIn(sample)).map(StatColumn::header).toList();
  }

  /** The line above all rows. */
  public String header() {
    return line(StatColumn::header);
  }

  /** What has happened between two samples. */
  public String row(StatSample before, StatSample now) {
    return line(column -> column.text(before, now));
  }

  private String line(Function<StatColumn, String> text) {
    return columns.stream()
        .map(column -> " ".repeat(blanks(column, text)) + text.apply(column))
        .collect(Collectors.joining(" "));
  }

  private static int blanks(StatColumn column, Function<StatColumn, String> text) {
    return Math.max(0, column.width() - text.apply(column).length());
  }
}

package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cells side by side, each wrapped to the width of its column. */
final class Grid {
  private static final String GAP = "  ";

  private final List<Integer> widths;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  Grid(List<Integer> widths, Style style) {
    this.widths = List.copyOf(widths);
    this.style = style;
  }

  /**
   * Widths for {@code columns} equal columns behind a first one, which together fill {@code total}.
   */
  static List<Integer> behind(int first, int columns, int total) {
    int each = (total - first - GAP.length() * columns) / columns;
    var widths = new ArrayList<Integer>();
    widths.add(first);
    widths.addAll(Collections.nCopies(columns, each));
    return widths;
  }

  /** Adds a row; one list of lines for each column. */
  void row(List<List<Line>> cells) {
    var wrapped = new ArrayList<List<Line>>();
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrap(cells.get(i), widths.get(i)));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      lines.add(line(wrapped, i));
    }
  }

  /** Adds a line of dashes under each column. */
  void rule() {
    row(widths.stream().map(width -> List.of(new Line(Role.FAINT, "-".repeat(width)))).toList());
  }

  private static List<Line> wrap(List<Line> cell, int width) {
    return cell.stream()
        .flatMap(
            line ->
                Wrapping.wrap(line.text(), width).stream().map(text -> new Line(line.role(), text)))
        .toList();
  }

  private String line(List<List<Line>> cells, int index) {
    var text = new StringBuilder();
    int gap = 0;
    for (int i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (index < cell.size() && !cell.get(index).text().isEmpty()) {
        var line = cell.get(index);
        text.append(" ".repeat(gap)).append(style.paint(line.role(), line.text()));
        gap = widths.get(i) - line.text().length() + GAP.length();
      } else {
        gap += widths.get(i) + GAP.length();
      }
    }
    return text.toString();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}

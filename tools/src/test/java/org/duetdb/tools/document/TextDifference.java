package org.duetdb.tools.document;

import java.util.ArrayList;
import java.util.List;

/** What two texts do not have in common, line by line. */
final class TextDifference {
  private final List<String> before;
  private final List<String> after;

  /** By how many lines both have in common from there on. */
  private final int[][] common;

  private TextDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    this.common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
  }

  /** The lines that only one has: {@code -} those of {@code before}, {@code +} the others. */
  static String of(String before, String after) {
    var difference = new TextDifference(before.lines().toList(), after.lines().toList());
    return String.join("\n", difference.lines());
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }
}

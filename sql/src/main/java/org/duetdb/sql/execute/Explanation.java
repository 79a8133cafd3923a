package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of EXPLAIN while a plan writes them: what is computed of what stands below it,
 * indented.
 */
public final class Explanation {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  /** A line without anything below it. */
  void line(String text) {
    lines.add("  ".repeat(depth) + text);
  }

  /** A line with its inputs below it. */
  void line(String text, Operator... inputs) {
    line(text);
    depth++;
    for (Operator input : inputs) {
      input.explain(this);
    }
    depth--;
  }

  List<String> lines() {
    return lines;
  }
}

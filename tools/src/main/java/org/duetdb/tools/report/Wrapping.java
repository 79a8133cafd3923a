package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into lines of a given width, at blanks where there are any. */
final class Wrapping {
  /** Continued lines stand in by this, behind the blanks of the line they continue. */
  private static final String INDENT = "  ";

  private Wrapping() {}

  /** The text in lines of at most {@code width} characters; continued ones stand in. */
  static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    text.lines().forEach(line -> wrapLine(line.stripTrailing(), width, lines));
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static void wrapLine(String line, int width, List<String> lines) {
    var rest = line;
    var indent = " ".repeat(leadingBlanks(line)) + INDENT;
    while (rest.length() > width) {
      int cut = rest.lastIndexOf(' ', width);
      if (cut <= leadingBlanks(rest)) {
        cut = width;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = indent + rest.substring(cut).strip();
    }
    lines.add(rest);
  }

  private static int leadingBlanks(String text) {
    return text.length() - text.stripLeading().length();
  }
}

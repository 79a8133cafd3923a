package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into lines of a given width: at blanks if there are any, else at other good places. */
final class Wrapping {
  /** Continued lines stand in by this, behind the blanks of the line they continue. */
  private static final String INDENT = "  ";

  private Wrapping() {}

  /** The text in lines of at most {@code width} characters; continued ones stand in. */
  static List<String> wrap(String text, int width) {
    return wrap(text, width, INDENT);
  }

  /** The same for narrow places: continued lines do not stand in. */
  static List<String> wrapFlush(String text, int width) {
    return wrap(text, width, "");
  }

  private static List<String> wrap(String text, int width, String standIn) {
    var lines = new ArrayList<String>();
    text.lines().forEach(line -> wrapLine(line.stripTrailing(), width, standIn, lines));
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static void wrapLine(String line, int width, String standIn, List<String> lines) {
    var rest = line;
    var indent = " ".repeat(leadingBlanks(line)) + standIn;
    while (rest.length() > width) {
      int cut = rest.lastIndexOf(' ', width);
      if (cut <= leadingBlanks(rest)) {
        cut = insideWord(rest, width);
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = indent + rest.substring(cut).strip();
    }
    lines.add(rest);
  }

  /**
   * Where to cut a word that is too long: behind a bracket, a comma or a dot, or before a capital.
   */
  private static int insideWord(String text, int width) {
    for (int i = width; i > leadingBlanks(text) + 1; i--) {
      char before = text.charAt(i - 1);
      if ("({[,.".indexOf(before) >= 0
          || (Character.isLowerCase(before) && Character.isUpperCase(text.charAt(i)))) {
        return i;
      }
    }
    return width;
  }

  /** The text without its first line's blanks, and without those that all later lines share. */
  static String dedent(String text) {
    int newline = text.indexOf('\n');
    return newline < 0
        ? text.strip()
        : text.substring(0, newline).strip()
            + "\n"
            + text.substring(newline + 1).stripIndent().stripTrailing();
  }

  private static int leadingBlanks(String text) {
    return text.length() - text.stripLeading().length();
  }
}

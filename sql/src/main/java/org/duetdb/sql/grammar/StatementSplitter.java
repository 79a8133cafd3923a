package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;

/** Finds the semicolons that end statements: not those inside quotes, quoted names and comments. */
public final class StatementSplitter {
  private final String text;
  private int at;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /** The statements, empty ones left out. Each begins with blanks up to its place in the text. */
  public static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    var splitter = new StatementSplitter(text);
    int start = 0;
    while (start < text.length()) {
      int end = splitter.nextSemicolon();
      if (splitter.hasContent(start, end)) {
        statements.add(
            blanks(text.substring(0, start)) + text.substring(start, end).stripTrailing());
      }
      start = end + 1;
    }
    return statements;
  }

  /** The text without semicolons and blanks at its end. */
  static String withoutTrailingSemicolons(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ';' || text.charAt(end - 1) <= ' ')) {
      end--;
    }
    return text.substring(0, end);
  }

  /** As many lines and columns as were passed. */
  private static String blanks(String passed) {
    long lines = passed.chars().filter(c -> c == '\n').count();
    int columns = passed.length() - passed.lastIndexOf('\n') - 1;
    return "\n".repeat((int) lines) + " ".repeat(columns);
  }

  /** The place of the next semicolon, or the end of the text. */
  private int nextSemicolon() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        return at++;
      } else if (c == '\'' || c == '"') {
        skipTo(String.valueOf(c), at + 1);
      } else if (text.startsWith("--", at)) {
        skipTo("\n", at + 2);
      } else if (text.startsWith("/*", at)) {
        skipTo("*/", at + 2);
      } else {
        at++;
      }
    }
    return text.length();
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }

  private boolean hasContent(int start, int end) {
    var rest = new StatementSplitter(text.substring(start, end));
    while (rest.at < rest.text.length()) {
      char c = rest.text.charAt(rest.at);
      if (rest.text.startsWith("--", rest.at)) {
        rest.skipTo("\n", rest.at + 2);
      } else if (rest.text.startsWith("/*", rest.at) && !rest.text.startsWith("/*+", rest.at)) {
        rest.skipTo("*/", rest.at + 2);
      } else if (c > ' ') {
        return true;
      } else {
        rest.at++;
      }
    }
    return false;
  }
}

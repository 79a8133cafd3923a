package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into its statements at the semicolons that stand outside of strings, quoted names,
 * comments and dollar quotes. It exists beside Duet's own splitting because a schedule runs on any
 * JDBC driver, and many take one statement at a time.
 */
final class SqlStatements {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int next;

  private SqlStatements(String text) {
    this.text = text;
  }

  /** The statements, without the semicolons; empty ones left out. */
  static List<String> of(String text) {
    var cut = new SqlStatements(text);
    cut.run();
    return cut.statements;
  }

  private void run() {
    int start = 0;
    while (next < text.length()) {
      char c = text.charAt(next);
      if (c == ';') {
        add(start);
        start = next + 1;
        next++;
      } else if (c == '\'' || c == '"') {
        skipTo(String.valueOf(c), next + 1);
      } else if (text.startsWith("--", next)) {
        skipTo("\n", next);
      } else if (text.startsWith("/*", next)) {
        skipTo("*/", next + 2);
      } else if (c == '$' && dollarTag() > 0) {
        int end = next + dollarTag();
        skipTo(text.substring(next, end), end);
      } else {
        next++;
      }
    }
    add(start);
  }

  private void add(int start) {
    var statement = text.substring(start, Math.min(next, text.length())).strip();
    if (!statement.isEmpty()) {
      statements.add(statement);
    }
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    next = found < 0 ? text.length() : found + end.length();
  }

  /** The length of the tag {@code $...$} that begins here, or 0 if none does. */
  private int dollarTag() {
    int end = next + 1;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? end + 1 - next : 0;
  }
}

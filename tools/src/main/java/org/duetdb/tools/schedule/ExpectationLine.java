package org.duetdb.tools.schedule;

import java.util.ArrayList;
import java.util.List;

/** The words of one line of an expectation, read from left to right. */
final class ExpectationLine {
  private final ScheduleScanner scanner;
  private final String text;
  private final int start;
  private int next;

  /** The line {@code text}, which begins at the index {@code start} of the file. */
  ExpectationLine(ScheduleScanner scanner, String text, int start) {
    this.scanner = scanner;
    int comment = text.indexOf('#');
    this.text = comment < 0 ? text : text.substring(0, comment);
    this.start = start;
  }

  boolean atEnd() {
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next == text.length();
  }

  /** The next word, or nothing at the end. */
  String peek() {
    int before = next;
    var word = atEnd() ? "" : take();
    next = before;
    return word;
  }

  String take() {
    if (atEnd()) {
      throw fault("the line ends too early");
    }
    int from = next;
    char first = text.charAt(next++);
    if ("(),".indexOf(first) >= 0) {
      return String.valueOf(first);
    }
    if (first == '"' || first == '\'') {
      int close = text.indexOf(first, next);
      if (close < 0) {
        throw fault("a quoted text is not closed");
      }
      next = close + 1;
      return text.substring(from + 1, close);
    }
    while (next < text.length() && "(), \t\r".indexOf(text.charAt(next)) < 0) {
      next++;
    }
    return text.substring(from, next);
  }

  boolean accept(String word) {
    int before = next;
    if (!atEnd() && take().equals(word)) {
      return true;
    }
    next = before;
    return false;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw fault("expected '" + word + "', found " + (atEnd() ? "the end" : "'" + peek() + "'"));
    }
  }

  long number() {
    var word = peek();
    try {
      long value = Long.parseLong(word);
      take();
      return value;
    } catch (NumberFormatException wrong) {
      throw fault("expected a number, found '" + word + "'");
    }
  }

  /** Rows such as {@code (x, 8) (y, 9)}, or {@code nothing}. */
  List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    if (accept("nothing")) {
      return rows;
    }
    do {
      expect("(");
      var row = new ArrayList<String>();
      do {
        row.add(take());
      } while (accept(","));
      expect(")");
      rows.add(List.copyOf(row));
    } while (peek().equals("("));
    return rows;
  }

  /** A fault at the next word. */
  ScheduleException fault(String what) {
    atEnd();
    return scanner.fault(start + next, what);
  }
}

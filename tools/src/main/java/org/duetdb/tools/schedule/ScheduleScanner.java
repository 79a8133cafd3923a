package org.duetdb.tools.schedule;

/**
 * Cuts a schedule file into tokens, with the rules of PostgreSQL's specscanner. A block is not a
 * token, because its end depends on its language: SQL ends at the first closing brace whatever
 * stands before it, as in PostgreSQL; document calls end at the brace that matches.
 */
final class ScheduleScanner {
  private final String source;
  private final String text;
  private int next;

  ScheduleScanner(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The token at the current place, without consuming it. */
  Token peek() {
    int before = next;
    var token = take();
    next = before;
    return token;
  }

  /** Consumes a token. Of a block only the opening brace is consumed. */
  Token take() {
    skipBlanks();
    int start = next;
    if (start == text.length()) {
      return token(Token.Kind.END, "", start);
    }
    char first = text.charAt(start);
    next++;
    if (first == '{') {
      return token(Token.Kind.BLOCK, "{", start);
    }
    if (first == '"') {
      return token(Token.Kind.QUOTED, quotedRest(start), start);
    }
    if (",()*:".indexOf(first) >= 0) {
      return token(Token.Kind.MARK, String.valueOf(first), start);
    }
    if (isDigit(first)) {
      skipWhile(ScheduleScanner::isDigit);
      return token(Token.Kind.NUMBER, text.substring(start, next), start);
    }
    if (isWordStart(first)) {
      skipWhile(c -> isWordStart(c) || isDigit(c) || c == '$');
      return token(Token.Kind.WORD, text.substring(start, next), start);
    }
    throw fault(start, "unexpected character '" + first + "'");
  }

  private Token token(Token.Kind kind, String content, int start) {
    return new Token(kind, content, Position.in(text, start));
  }

  private String quotedRest(int start) {
    var name = new StringBuilder();
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '\n') {
        throw fault(start, "unexpected newline in a quoted name");
      }
      if (c != '"') {
        name.append(c);
      } else if (next < text.length() && text.charAt(next) == '"') {
        name.append('"');
        next++;
      } else {
        return name.toString();
      }
    }
    throw fault(start, "a quoted name is not closed");
  }

  /**
   * The rest of a block of SQL or of expectations, after its opening brace; ends at the first
   * closing one.
   */
  Block plainBlock() {
    int start = next;
    int end = text.indexOf('}', start);
    if (end < 0) {
      throw fault(start - 1, "the block that begins here is not closed");
    }
    next = end + 1;
    return block(start, end);
  }

  /**
   * The rest of a block of document calls; ends at the closing brace that matches, outside of
   * strings.
   */
  Block balancedBlock() {
    int start = next;
    int depth = 1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = endOfString(i);
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        next = i + 1;
        return block(start, i);
      }
    }
    throw fault(start - 1, "the block that begins here is not closed");
  }

  private int endOfString(int open) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == text.charAt(open)) {
        return i;
      }
    }
    throw fault(open, "the string that begins here is not closed");
  }

  private Block block(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Block(text.substring(start, end), start);
  }

  /** The comment at the top of the file, without its marks; empty if there is none. */
  String leadingComment() {
    var lines = text.lines().takeWhile(line -> line.startsWith("#"));
    return String.join("\n", lines.map(line -> line.replaceFirst("^#+ ?", "")).toList()).strip();
  }

  /** A fault at an index of the file. */
  ScheduleException fault(int index, String what) {
    return new ScheduleException(source, Position.in(text, index), what);
  }

  /** A fault at a token. */
  ScheduleException fault(Token token, String what) {
    return new ScheduleException(source, token.position(), what);
  }

  Position positionOf(int index) {
    return Position.in(text, index);
  }

  private void skipBlanks() {
    while (next < text.length()) {
      char c = text.charAt(next);
      if (c == '#') {
        skipWhile(any -> any != '\n');
      } else if (Character.isWhitespace(c)) {
        next++;
      } else {
        return;
      }
    }
  }

  private void skipWhile(CharPredicate wanted) {
    while (next < text.length() && wanted.test(text.charAt(next))) {
      next++;
    }
  }

  @FunctionalInterface
  private interface CharPredicate {
    boolean test(char c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
  }
}

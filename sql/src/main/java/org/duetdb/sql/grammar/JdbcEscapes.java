package org.duetdb.sql.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * JDBC's escapes that are SQL in braces: {@code {oj ...}} around a join, {@code {escape '\'}}
 * behind LIKE, {@code {limit ...}}. Their braces become blanks, so that every place in the text
 * stays what it is. The others, {@code {d}}, {@code {t}}, {@code {ts}} and {@code {fn}}, are the
 * grammar's.
 */
final class JdbcEscapes {
  private static final Set<String> TRANSPARENT = Set.of("oj", "escape", "limit");

  private final String sql;
  private final StringBuilder text;
  private final Deque<Boolean> open = new ArrayDeque<>();
  private int at;

  private JdbcEscapes(String sql) {
    this.sql = sql;
    this.text = new StringBuilder(sql);
  }

  /**
   * The text without those escapes.
   *
   * @throws SqlFailure HYC00 for {@code {call ...}}, since there is nothing to call
   */
  static String plain(String sql) {
    return sql.indexOf('{') < 0 ? sql : new JdbcEscapes(sql).plain();
  }

  private String plain() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        skipBehind(String.valueOf(c), at + 1);
      } else if (startsWith("--")) {
        skipBehind("\n", at + 2);
      } else if (startsWith("/*")) {
        skipBehind("*/", at + 2);
      } else {
        brace(c);
        at++;
      }
    }
    // Without its other brace it is none, and the grammar will say so.
    return open.contains(true) ? sql : text.toString();
  }

  private void brace(char c) {
    if (c == '{') {
      String word = wordBehind();
      boolean transparent = TRANSPARENT.contains(word);
      open.push(transparent);
      if (transparent) {
        text.setCharAt(at, ' ');
        if (word.equals("oj")) {
          blank(wordStart(), word.length());
        }
      }
    } else if (c == '}' && !open.isEmpty() && open.pop()) {
      text.setCharAt(at, ' ');
    }
  }

  /** The word that says what an escape is. */
  private String wordBehind() {
    int from = wordStart();
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(from, end).toLowerCase(Locale.ROOT);
    if (word.equals("call")) {
      throw new SqlFailure(
          SqlState.UNSUPPORTED, "{call} finds nothing to call: there are no procedures");
    }
    return word;
  }

  /** The place of the first character that can begin a word; a call may return a value first. */
  private int wordStart() {
    int from = at + 1;
    while (from < text.length() && " \t\r\n?=".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return from;
  }

  private void blank(int from, int length) {
    text.replace(from, from + length, " ".repeat(length));
  }

  private boolean startsWith(String prefix) {
    return at + prefix.length() <= text.length()
        && prefix.contentEquals(text.subSequence(at, at + prefix.length()));
  }

  private void skipBehind(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }
}

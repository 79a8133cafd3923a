package org.duetdb.sql.expression;

import java.util.Arrays;
import java.util.Locale;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * A LIKE pattern: % stands for any text, _ for any character. Matches without backtracking over
 * more than one %.
 */
public final class LikePattern {
  static final int DEFAULT_ESCAPE = '\\';
  static final int NO_ESCAPE = -1;

  private static final int ANY_TEXT = -2;
  private static final int ANY_CHARACTER = -3;

  private final int[] pattern;
  private final boolean ignoreCase;

  private LikePattern(int[] pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.ignoreCase = ignoreCase;
  }

  static LikePattern of(String text, int escape, boolean ignoreCase) {
    int[] points = (ignoreCase ? text.toLowerCase(Locale.ROOT) : text).codePoints().toArray();
    int[] pattern = new int[points.length];
    int length = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escape) {
        if (++i == points.length) {
          throw new SqlFailure(
              SqlState.INVALID_ESCAPE, "the pattern '" + text + "' ends with its escape");
        }
        pattern[length++] = points[i];
      } else {
        pattern[length++] =
            points[i] == '%' ? ANY_TEXT : points[i] == '_' ? ANY_CHARACTER : points[i];
      }
    }
    return new LikePattern(Arrays.copyOf(pattern, length), ignoreCase);
  }

  /** What every text that fits the pattern begins with. */
  public static String prefix(String pattern) {
    return of(pattern, DEFAULT_ESCAPE, false).prefix();
  }

  /** The same with an escape that is one character, or empty for none. */
  public static String prefix(String pattern, String escape) {
    return of(pattern, escape(escape), false).prefix();
  }

  /** The character of an ESCAPE; an empty text means that there is none. */
  static int escape(String text) {
    if (text.isEmpty()) {
      return NO_ESCAPE;
    }
    if (text.codePointCount(0, text.length()) != 1) {
      throw new SqlFailure(
          SqlState.INVALID_ESCAPE, "the escape '" + text + "' is not one character");
    }
    return text.codePointAt(0);
  }

  private String prefix() {
    int length = 0;
    while (length < pattern.length && pattern[length] >= 0) {
      length++;
    }
    return new String(pattern, 0, length);
  }

  /** Whether the whole text fits. After a mismatch only the last % takes one character more. */
  boolean matches(String value) {
    int[] text = (ignoreCase ? value.toLowerCase(Locale.ROOT) : value).codePoints().toArray();
    int at = 0;
    int in = 0;
    int restartAt = -1;
    int restartIn = -1;
    while (at < text.length) {
      if (in < pattern.length && pattern[in] == ANY_TEXT) {
        restartIn = ++in;
        restartAt = at;
      } else if (in < pattern.length && (pattern[in] == ANY_CHARACTER || pattern[in] == text[at])) {
        in++;
        at++;
      } else if (restartIn >= 0) {
        in = restartIn;
        at = ++restartAt;
      } else {
        return false;
      }
    }
    while (in < pattern.length && pattern[in] == ANY_TEXT) {
      in++;
    }
    return in == pattern.length;
  }
}

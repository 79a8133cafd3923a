package org.duetdb.document.expression;

import java.util.regex.Pattern;
import org.duetdb.api.error.DuetException;

/** The options of regular expressions. */
public final class RegexOptions {
  private RegexOptions() {}

  /** The flags of Java's expressions for MongoDB's options. */
  public static int flags(String options) {
    int flags = Pattern.UNIX_LINES;
    for (char option : options.toCharArray()) {
      flags |=
          switch (option) {
            case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'u' -> 0;
            default ->
                throw DuetException.located(51108, "invalid flag in regex options: " + option);
          };
    }
    return flags;
  }
}

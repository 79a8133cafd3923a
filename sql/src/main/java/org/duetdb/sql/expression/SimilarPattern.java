package org.duetdb.sql.expression;

import java.util.regex.Pattern;

/** SIMILAR TO's patterns as Java's: % and _ as in LIKE, the rest of the operators alike. */
final class SimilarPattern {
  private static final String OPERATORS = "|*+?{}()[]^-";

  private SimilarPattern() {}

  static Pattern of(String pattern, int escape) {
    var regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i += Character.charCount(pattern.codePointAt(i))) {
      int c = pattern.codePointAt(i);
      if (c == escape && i + 1 < pattern.length()) {
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(pattern.codePointAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (OPERATORS.indexOf(c) >= 0) {
        regex.appendCodePoint(c);
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    TextSearchFunctions.regex(regex.toString());
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}

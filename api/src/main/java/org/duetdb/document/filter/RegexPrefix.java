package org.duetdb.document.filter;

import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/**
 * The text that everything matched by a regular expression begins with, as far as it can be told
 * from literals behind {@code ^}; empty if that is nothing.
 */
final class RegexPrefix {
  private static final String META = "\\.[](){}*+?|^$";
  private static final String OPTIONAL = "*?{";

  private RegexPrefix() {}

  /** Of the operator {@code $regex} among others, if it is there. */
  static String of(BsonDocument operators) {
    BsonValue regex = operators.get("$regex");
    BsonValue options = operators.get("$options");
    if (regex == null || (options != null && !options.isString())) {
      return "";
    }
    String flags = options == null ? "" : options.asString().getValue();
    if (regex.isRegularExpression()) {
      return of(
          regex.asRegularExpression().getPattern(),
          regex.asRegularExpression().getOptions() + flags);
    }
    return regex.isString() ? of(regex.asString().getValue(), flags) : "";
  }

  static String of(BsonRegularExpression regex) {
    return of(regex.getPattern(), regex.getOptions());
  }

  private static String of(String pattern, String options) {
    boolean isPlain = options.isEmpty() || options.equals("s");
    if (!isPlain || !pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
      return "";
    }
    int end = 1;
    while (end < pattern.length() && META.indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    if (end > 1 && end < pattern.length() && OPTIONAL.indexOf(pattern.charAt(end)) >= 0) {
      end = pattern.offsetByCodePoints(end, -1); // because the last one need not be there
    }
    return pattern.substring(1, end);
  }
}

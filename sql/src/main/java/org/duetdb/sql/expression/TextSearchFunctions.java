package org.duetdb.sql.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.avatica.util.ByteString;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * Functions that look into a text: its length, where something is in it, whether it fits a pattern.
 */
final class TextSearchFunctions {
  private TextSearchFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("CHAR_LENGTH", TextSearchFunctions::length);
    registry.add("CHARACTER_LENGTH", TextSearchFunctions::length);
    registry.add("LENGTH", TextSearchFunctions::length);
    registry.add("LEN", TextSearchFunctions::length);
    registry.add("OCTET_LENGTH", call -> call.one(a -> TextFunctions.utf8(a).length));
    registry.add("BIT_LENGTH", call -> call.one(a -> 8 * TextFunctions.utf8(a).length));
    registry.add("ASCII", call -> call.one(TextSearchFunctions::ascii));
    registry.add("POSITION", call -> call.many(TextSearchFunctions::position));
    registry.add("STRPOS", call -> call.two((a, b) -> position(new Object[] {b, a})));
    registry.add("INSTR", call -> call.two((a, b) -> position(new Object[] {b, a})));
    registry.add("STARTS_WITH", call -> call.two((a, b) -> text(a).startsWith(text(b))));
    registry.add("ENDS_WITH", call -> call.two((a, b) -> text(a).endsWith(text(b))));
    registry.add("LIKE", call -> like(call, false));
    registry.add("ILIKE", call -> like(call, true));
    registry.add("SIMILAR TO", call -> similar(call));
    registry.add("RLIKE", call -> call.two((a, b) -> regex(text(b)).matcher(text(a)).find()));
    registry.add(
        "REGEXP_LIKE", call -> call.many(v -> regex(text(v[1])).matcher(text(v[0])).find()));
    registry.add("REGEXP_REPLACE", call -> call.many(TextSearchFunctions::replaced));
    registry.add("POSIX REGEX CASE SENSITIVE", call -> matching(call, 0, true));
    registry.add(
        "POSIX REGEX CASE INSENSITIVE", call -> matching(call, Pattern.CASE_INSENSITIVE, true));
    registry.add("NEGATED POSIX REGEX CASE SENSITIVE", call -> matching(call, 0, false));
    registry.add(
        "NEGATED POSIX REGEX CASE INSENSITIVE",
        call -> matching(call, Pattern.CASE_INSENSITIVE, false));
  }

  private static String text(Object value) {
    return TextFunctions.text(value);
  }

  private static Expression length(FunctionCall call) {
    return call.one(
        a -> a instanceof ByteString bytes ? bytes.length() : TextFunctions.length(text(a)));
  }

  private static Object ascii(Object value) {
    String text = text(value);
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }

  private static Object position(Object[] values) {
    String text = text(values[1]);
    int from = values.length > 2 ? TextFunctions.count(values[2]) : 1;
    if (from < 1 || from > TextFunctions.length(text) + 1) {
      return 0;
    }
    int found = text.indexOf(text(values[0]), text.offsetByCodePoints(0, from - 1));
    return found < 0 ? 0 : text.codePointCount(0, found) + 1;
  }

  private static Expression like(FunctionCall call, boolean ignoreCase) {
    if (call.argument(1) instanceof Constant constant
        && constant.constant() instanceof String pattern
        && call.size() == 2) {
      LikePattern compiled = LikePattern.of(pattern, LikePattern.DEFAULT_ESCAPE, ignoreCase);
      return call.two((a, ignored) -> compiled.matches(text(a)));
    }
    return call.many(
        v ->
            LikePattern.of(
                    text(v[1]),
                    v.length > 2 ? LikePattern.escape(text(v[2])) : LikePattern.DEFAULT_ESCAPE,
                    ignoreCase)
                .matches(text(v[0])));
  }

  private static Expression similar(FunctionCall call) {
    return call.many(
        v ->
            SimilarPattern.of(
                    text(v[1]),
                    v.length > 2 ? LikePattern.escape(text(v[2])) : LikePattern.DEFAULT_ESCAPE)
                .matcher(text(v[0]))
                .matches());
  }

  /** PostgreSQL's {@code ~} and its kin. */
  private static Expression matching(FunctionCall call, int flags, boolean wanted) {
    if (call.argument(1) instanceof Constant constant
        && constant.constant() instanceof String pattern) {
      Pattern compiled = regex(pattern, flags);
      return call.one(a -> compiled.matcher(text(a)).find() == wanted);
    }
    return call.two((a, b) -> regex(text(b), flags).matcher(text(a)).find() == wanted);
  }

  /** The first match exchanged, or with the flag {@code g} all; {@code \1} is the first group. */
  private static Object replaced(Object[] values) {
    String flags = values.length > 3 ? text(values[3]) : "";
    Pattern pattern = regex(text(values[1]), flags.indexOf('i') < 0 ? 0 : Pattern.CASE_INSENSITIVE);
    Matcher matcher = pattern.matcher(text(values[0]));
    String replacement = text(values[2]).replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1");
    try {
      return flags.indexOf('g') < 0
          ? matcher.replaceFirst(replacement)
          : matcher.replaceAll(replacement);
    } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE,
          "'" + text(values[2]) + "' names a group that the pattern has not",
          wrong);
    }
  }

  static Pattern regex(String pattern) {
    return regex(pattern, 0);
  }

  private static Pattern regex(String pattern, int flags) {
    try {
      return Pattern.compile(pattern, flags);
    } catch (PatternSyntaxException wrong) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, "'" + pattern + "' is not a regular expression", wrong);
    }
  }
}

package org.duetdb.sql.expression;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * Functions that make a text of a text. Positions and lengths count characters (code points), from
 * 1.
 */
final class TextFunctions {
  private TextFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("||", TextFunctions::concatenated);
    registry.add("CONCAT", TextFunctions::concatenatedWithoutNulls);
    registry.add("CONCAT_WS", TextFunctions::joined);
    registry.add("UPPER", call -> call.one(a -> text(a).toUpperCase(Locale.ROOT)));
    registry.add("LOWER", call -> call.one(a -> text(a).toLowerCase(Locale.ROOT)));
    registry.add("INITCAP", call -> call.one(a -> capitalized(text(a))));
    registry.add("REVERSE", call -> call.one(TextFunctions::reversed));
    registry.add("REPLACE", call -> call.many(v -> replaced(text(v[0]), text(v[1]), text(v[2]))));
    registry.add("SUBSTRING", call -> call.many(TextFunctions::substring));
    registry.add("SUBSTR", call -> call.many(TextFunctions::substring));
    registry.add("LEFT", call -> call.two((a, n) -> head(text(a), count(n))));
    registry.add("RIGHT", call -> call.two((a, n) -> tail(text(a), count(n))));
    registry.add("TRIM", call -> call.many(TextFunctions::trimmed));
    registry.add("BTRIM", call -> call.many(v -> trim(v, true, true)));
    registry.add("LTRIM", call -> call.many(v -> trim(v, true, false)));
    registry.add("RTRIM", call -> call.many(v -> trim(v, false, true)));
    registry.add("LPAD", call -> call.many(v -> padded(v, true)));
    registry.add("RPAD", call -> call.many(v -> padded(v, false)));
    registry.add("REPEAT", call -> call.two((a, n) -> repeated(text(a), count(n))));
    registry.add("SPACE", call -> call.one(n -> repeated(" ", count(n))));
    registry.add("OVERLAY", call -> call.many(TextFunctions::overlaid));
    registry.add("TRANSLATE3", call -> call.many(TextFunctions::translated));
    registry.add("TRANSLATE", call -> call.many(TextFunctions::translated));
    registry.add("SPLIT_PART", call -> call.many(TextFunctions::part));
    registry.add("CHR", call -> call.one(n -> Character.toString(count(n))));
    registry.add("MD5", call -> call.one(a -> Digests.hex("MD5", a)));
    registry.add("SHA1", call -> call.one(a -> Digests.hex("SHA-1", a)));
    registry.add("SHA256", call -> call.one(a -> Digests.hex("SHA-256", a)));
    registry.add("SHA512", call -> call.one(a -> Digests.hex("SHA-512", a)));
    registry.add("TO_HEX", call -> call.one(a -> ((ByteString) a).toString(16)));
  }

  static String text(Object value) {
    return value instanceof String text ? text : value.toString();
  }

  static int count(Object value) {
    return NumberCasts.integer(
        Arithmetic.number(value), Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
  }

  private static Expression concatenated(FunctionCall call) {
    return call.two(
        (a, b) ->
            a instanceof ByteString x && b instanceof ByteString y
                ? x.concat(y)
                : text(a).concat(text(b)));
  }

  private static Expression concatenatedWithoutNulls(FunctionCall call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (input, environment) -> {
      var text = new StringBuilder();
      for (Expression argument : arguments) {
        Object value = argument.value(input, environment);
        if (value != null) {
          text.append(text(value));
        }
      }
      return text.toString();
    };
  }

  private static Expression joined(FunctionCall call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (input, environment) -> {
      Object separator = arguments[0].value(input, environment);
      if (separator == null) {
        return null;
      }
      StringBuilder text = null;
      for (int i = 1; i < arguments.length; i++) {
        Object value = arguments[i].value(input, environment);
        if (value != null) {
          text = text == null ? new StringBuilder() : text.append(text(separator));
          text.append(text(value));
        }
      }
      return text == null ? "" : text.toString();
    };
  }

  private static String capitalized(String text) {
    var result = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      result.append(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inside = Character.isLetterOrDigit(c);
    }
    return result.toString();
  }

  private static Object reversed(Object value) {
    return new StringBuilder(text(value)).reverse().toString();
  }

  private static String replaced(String text, String search, String replacement) {
    return search.isEmpty() ? text : text.replace(search, replacement);
  }

  private static Object substring(Object[] values) {
    if (values[0] instanceof ByteString bytes) {
      return substring(bytes, values);
    }
    String text = text(values[0]);
    int length = length(text);
    long from = count(values[1]);
    long to = values.length > 2 ? from + nonNegative(count(values[2])) : length + 1L;
    int start = (int) Math.max(1, Math.min(from, length + 1L));
    int end = (int) Math.max(start, Math.min(to, length + 1L));
    return slice(text, start - 1, end - 1);
  }

  private static Object substring(ByteString bytes, Object[] values) {
    long from = count(values[1]);
    long to = values.length > 2 ? from + nonNegative(count(values[2])) : bytes.length() + 1L;
    int start = (int) Math.max(1, Math.min(from, bytes.length() + 1L));
    int end = (int) Math.max(start, Math.min(to, bytes.length() + 1L));
    return bytes.substring(start - 1, end - 1);
  }

  private static int nonNegative(int length) {
    if (length < 0) {
      throw new SqlFailure(SqlState.SUBSTRING_ERROR, "a substring cannot have a negative length");
    }
    return length;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The characters from {@code from} to {@code to}, counted from 0. */
  static String slice(String text, int from, int to) {
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  private static String head(String text, int count) {
    int length = length(text);
    int end = count < 0 ? Math.max(0, length + count) : Math.min(count, length);
    return slice(text, 0, end);
  }

  private static String tail(String text, int count) {
    int length = length(text);
    int start = count < 0 ? Math.min(-count, length) : Math.max(0, length - count);
    return slice(text, start, length);
  }

  private static Object trimmed(Object[] values) {
    var where = (SqlTrimFunction.Flag) values[0];
    return trim(new Object[] {values[2], values[1]}, where.getLeft() == 1, where.getRight() == 1);
  }

  private static Object trim(Object[] values, boolean left, boolean right) {
    String text = text(values[0]);
    String characters = values.length > 1 ? text(values[1]) : " ";
    int start = 0;
    int end = text.length();
    while (left && start < end && characters.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (right && end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Object padded(Object[] values, boolean left) {
    String text = text(values[0]);
    int wanted = count(values[1]);
    String filler = values.length > 2 ? text(values[2]) : " ";
    int length = length(text);
    if (wanted <= length || filler.isEmpty()) {
      return slice(text, 0, Math.max(0, Math.min(wanted, length)));
    }
    int missing = wanted - length;
    String padding = slice(repeated(filler, missing / length(filler) + 1), 0, missing);
    return left ? padding + text : text + padding;
  }

  private static String repeated(String text, int count) {
    if ((long) text.length() * count > DocumentLimits.MAX_SIZE) {
      throw new SqlFailure(SqlState.PROGRAM_LIMIT, "the text would be larger than a document");
    }
    return text.repeat(Math.max(0, count));
  }

  private static Object overlaid(Object[] values) {
    String text = text(values[0]);
    String inner = text(values[1]);
    int length = length(text);
    int from = Math.max(1, Math.min(count(values[2]), length + 1));
    int replaced = values.length > 3 ? count(values[3]) : length(inner);
    int to = Math.max(from, Math.min(from + replaced, length + 1));
    return slice(text, 0, from - 1) + inner + slice(text, to - 1, length);
  }

  private static Object translated(Object[] values) {
    String from = text(values[1]);
    String to = text(values[2]);
    var result = new StringBuilder();
    for (char c : text(values[0]).toCharArray()) {
      int index = from.indexOf(c);
      if (index < 0) {
        result.append(c);
      } else if (index < to.length()) {
        result.append(to.charAt(index));
      }
    }
    return result.toString();
  }

  private static @Nullable Object part(Object[] values) {
    String[] parts = text(values[0]).split(Pattern.quote(text(values[1])), -1);
    int index = count(values[2]);
    int place = index < 0 ? parts.length + index : index - 1;
    return place >= 0 && place < parts.length ? parts[place] : "";
  }

  static byte[] utf8(Object value) {
    return value instanceof ByteString bytes
        ? bytes.getBytes()
        : text(value).getBytes(StandardCharsets.UTF_8);
  }
}

package org.duetdb.document.expression;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;

/**
 * Functions of strings. Those whose names end in Bytes count UTF-8 bytes, those in CP code points.
 */
final class Strings {
  private static final String WHITESPACE =
      "\0\t\n\u000B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003"
          + "\u2004\u2005\u2006\u2007\u2008\u2009\u200A";

  private Strings() {}

  static void register(OperatorTable table) {
    table.function("$concat", 0, Operands.ANY, Strings::concat);
    table.unary("$toUpper", v -> BsonSlice.of(mapAscii(text(v), 'a', 'z', -32)));
    table.unary("$toLower", v -> BsonSlice.of(mapAscii(text(v), 'A', 'Z', 32)));
    table.function(
        "$strcasecmp",
        2,
        2,
        v -> {
          BsonSlice left = BsonSlice.of(mapAscii(text(v[0]), 'a', 'z', -32));
          BsonSlice right = BsonSlice.of(mapAscii(text(v[1]), 'a', 'z', -32));
          return BsonSlice.of(Integer.signum(left.compareTo(right)));
        });
    table.function("$substrBytes", 3, 3, v -> substrBytes("$substrBytes", v));
    table.function("$substr", 3, 3, v -> substrBytes("$substr", v));
    table.function("$substrCP", 3, 3, Strings::substrCodePoints);
    table.unary("$strLenBytes", v -> BsonSlice.of(utf8(v, "$strLenBytes", 34473).length));
    table.unary(
        "$strLenCP",
        v -> {
          String string = string(v, "$strLenCP", 34471);
          return BsonSlice.of(string.codePointCount(0, string.length()));
        });
    table.function("$split", 2, 2, Strings::split);
    table.function("$indexOfBytes", 2, 4, v -> indexOf("$indexOfBytes", v, 40091, true));
    table.function("$indexOfCP", 2, 4, v -> indexOf("$indexOfCP", v, 40093, false));
    trim(table, "$trim", true, true);
    trim(table, "$ltrim", true, false);
    trim(table, "$rtrim", false, true);
    replace(table, "$replaceOne", false);
    replace(table, "$replaceAll", true);
  }

  /** The text of a value where MongoDB makes a string of it silently. */
  static String text(BsonSlice value) {
    return switch (value.type()) {
      case ElementType.MISSING, ElementType.NULL, ElementType.UNDEFINED -> "";
      case ElementType.STRING, ElementType.SYMBOL, ElementType.CODE -> Values.string(value);
      case ElementType.DATE ->
          DateText.iso(Instant.ofEpochMilli(BsonBytes.int64(value.bytes(), value.offset())));
      case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 ->
          Conversions.numberText(value);
      default ->
          throw DuetException.located(
              16007, "can't convert from BSON type " + Values.typeName(value) + " to String");
    };
  }

  private static BsonSlice concat(BsonSlice[] values) {
    StringBuilder result = new StringBuilder();
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isString(value)) {
        throw DuetException.located(
            16702, "$concat only supports strings, not " + Values.typeName(value));
      }
      result.append(Values.string(value));
    }
    return BsonSlice.of(result.toString());
  }

  /** Only ASCII letters have another case for the server. */
  private static String mapAscii(String text, char first, char last, int distance) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= first && chars[i] <= last) {
        chars[i] += (char) distance;
      }
    }
    return new String(chars);
  }

  private static BsonSlice substrBytes(String operator, BsonSlice[] values) {
    byte[] bytes = text(values[0]).getBytes(StandardCharsets.UTF_8);
    long from = whole(operator, values[1], 16034, "starting index");
    long length = whole(operator, values[2], 16035, "length");
    if (from < 0) {
      throw DuetException.located(
          50752, operator + ": starting index must be non-negative (got: " + from + ")");
    }
    if (from >= bytes.length) {
      return BsonSlice.of("");
    }
    int end = length < 0 ? bytes.length : (int) Math.min(bytes.length, from + length);
    if (isContinuation(bytes, (int) from)) {
      throw DuetException.located(
          28656, operator + ":  Invalid range, starting index is a UTF-8 continuation byte.");
    }
    if (isContinuation(bytes, end)) {
      throw DuetException.located(
          28657,
          operator + ":  Invalid range, ending index is in the middle of a UTF-8 character.");
    }
    return BsonSlice.of(new String(bytes, (int) from, end - (int) from, StandardCharsets.UTF_8));
  }

  private static boolean isContinuation(byte[] utf8, int at) {
    return at < utf8.length && (utf8[at] & 0xC0) == 0x80;
  }

  private static long whole(String operator, BsonSlice value, int refusal, String what) {
    if (!value.isNumber()) {
      throw DuetException.located(
          refusal,
          operator
              + ":  "
              + what
              + " must be a numeric type (is BSON type "
              + Values.typeName(value)
              + ")");
    }
    return (long) Values.number(value);
  }

  private static BsonSlice substrCodePoints(BsonSlice[] values) {
    int[] points = text(values[0]).codePoints().toArray();
    int from = codePoint(values[1], 34450, 34451, 34455, "starting index");
    int length = codePoint(values[2], 34452, 34453, 34454, "length");
    if (from >= points.length) {
      return BsonSlice.of("");
    }
    int count = (int) Math.min((long) length, points.length - from);
    return BsonSlice.of(new String(points, from, count));
  }

  private static int codePoint(
      BsonSlice value, int notNumeric, int notWhole, int negative, String what) {
    if (!value.isNumber()) {
      throw DuetException.located(
          notNumeric,
          "$substrCP: "
              + what
              + " must be a numeric type (is BSON type "
              + Values.typeName(value)
              + ")");
    }
    int number =
        Values.intValue(value)
            .orElseThrow(
                () ->
                    DuetException.located(
                        notWhole,
                        "$substrCP: "
                            + what
                            + " cannot be represented as a 32-bit integral value: "
                            + value));
    if (number < 0) {
      throw DuetException.located(
          negative, "$substrCP: the " + what + " must be nonnegative integer.");
    }
    return number;
  }

  static String string(BsonSlice value, String operator, int refusal) {
    if (!Values.isString(value)) {
      throw DuetException.located(
          refusal, operator + " requires a string argument, found: " + Values.typeName(value));
    }
    return Values.string(value);
  }

  private static byte[] utf8(BsonSlice value, String operator, int refusal) {
    return string(value, operator, refusal).getBytes(StandardCharsets.UTF_8);
  }

  private static BsonSlice split(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    String text = splitOperand(values[0], 40085, "first");
    String separator = splitOperand(values[1], 40086, "second");
    if (separator.isEmpty()) {
      throw DuetException.located(40087, "$split requires a non-empty separator");
    }
    List<BsonSlice> parts = new ArrayList<>();
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      parts.add(BsonSlice.of(text.substring(start, at)));
      start = at + separator.length();
    }
    parts.add(BsonSlice.of(text.substring(start)));
    return BsonArrays.toArray(parts);
  }

  private static String splitOperand(BsonSlice value, int refusal, String which) {
    if (!Values.isString(value)) {
      throw DuetException.located(
          refusal,
          "$split requires an expression that evaluates to a string as a "
              + which
              + " argument, found: "
              + Values.typeName(value));
    }
    return Values.string(value);
  }

  private static BsonSlice indexOf(
      String operator, BsonSlice[] values, int refusal, boolean inBytes) {
    if (values[0].isNullish()) {
      return BsonSlice.NULL;
    }
    String text = indexOperand(operator, values[0], refusal, "first");
    String token = indexOperand(operator, values[1], refusal + 1, "second");
    int[] units = units(text, inBytes);
    int[] wanted = units(token, inBytes);
    int from = values.length > 2 ? ArrayFunctions.index(operator, values[2], "starting") : 0;
    int to = values.length > 3 ? ArrayFunctions.index(operator, values[3], "ending") : units.length;
    for (int at = from; at + wanted.length <= Math.min(to, units.length); at++) {
      if (Arrays.equals(units, at, at + wanted.length, wanted, 0, wanted.length)) {
        return BsonSlice.of(at);
      }
    }
    return BsonSlice.of(-1);
  }

  private static int[] units(String text, boolean inBytes) {
    if (!inBytes) {
      return text.codePoints().toArray();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] units = new int[bytes.length];
    Arrays.setAll(units, i -> bytes[i]);
    return units;
  }

  private static String indexOperand(String operator, BsonSlice value, int refusal, String which) {
    if (!Values.isString(value)) {
      throw DuetException.located(
          refusal,
          operator
              + " requires a string as the "
              + which
              + " argument, found: "
              + Values.typeName(value));
    }
    return Values.string(value);
  }

  private static void trim(OperatorTable table, String name, boolean left, boolean right) {
    table.add(
        name,
        operands -> {
          operands.named(50696, 50694, "input", "chars");
          Expression input = operands.required("input", 50695);
          Optional<Expression> chars = operands.optional("chars");
          return scope -> {
            BsonSlice value = input.evaluate(scope);
            BsonSlice set = chars.map(c -> c.evaluate(scope)).orElse(BsonSlice.of(WHITESPACE));
            return value.isNullish() || set.isNullish()
                ? BsonSlice.NULL
                : trim(
                    trimOperand(name, value, 50699, "input"),
                    trimOperand(name, set, 50700, "'chars'"),
                    left,
                    right);
          };
        });
  }

  private static String trimOperand(String operator, BsonSlice value, int refusal, String what) {
    if (!Values.isString(value)) {
      String subject = what.equals("input") ? "its input" : what;
      throw DuetException.located(
          refusal,
          operator
              + " requires "
              + subject
              + " to be a string, got "
              + value
              + " (of type "
              + Values.typeName(value)
              + ") instead.");
    }
    return Values.string(value);
  }

  private static BsonSlice trim(String text, String chars, boolean left, boolean right) {
    int[] points = text.codePoints().toArray();
    int start = 0;
    int end = points.length;
    while (left && start < end && chars.indexOf(points[start]) >= 0) {
      start++;
    }
    while (right && end > start && chars.indexOf(points[end - 1]) >= 0) {
      end--;
    }
    return BsonSlice.of(new String(points, start, end - start));
  }

  private static void replace(OperatorTable table, String name, boolean all) {
    table.add(
        name,
        operands -> {
          operands.named(51751, 51750, "input", "find", "replacement");
          Expression input = operands.required("input", 51749);
          Expression find = operands.required("find", 51748);
          Expression replacement = operands.required("replacement", 51747);
          return scope -> {
            BsonSlice[] values = {
              input.evaluate(scope), find.evaluate(scope), replacement.evaluate(scope)
            };
            requireReplaceable(name, values);
            return Values.anyNullish(values) ? BsonSlice.NULL : BsonSlice.of(replace(values, all));
          };
        });
  }

  private static void requireReplaceable(String name, BsonSlice[] values) {
    String[] roles = {"input", "find", "replacement"};
    int[] refusals = {51746, 51745, 51744};
    for (int i = 0; i < values.length; i++) {
      if (!Values.isString(values[i]) && !values[i].isNullish()) {
        throw DuetException.located(
            refusals[i],
            name + " requires that '" + roles[i] + "' be a string, found: " + values[i]);
      }
    }
  }

  private static String replace(BsonSlice[] values, boolean all) {
    String text = Values.string(values[0]);
    String find = Values.string(values[1]);
    String replacement = Values.string(values[2]);
    if (all) {
      return text.replace(find, replacement);
    }
    int at = text.indexOf(find);
    return at < 0 ? text : text.substring(0, at) + replacement + text.substring(at + find.length());
  }
}

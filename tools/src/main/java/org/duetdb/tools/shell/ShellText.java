package org.duetdb.tools.shell;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonType;
import org.bson.BsonValue;

/** Lays out values as mongosh does: on one line while that is short, else a line for each field. */
public final class ShellText {
  /** A value that would need more columns gets several lines. */
  private static final int BREAK_LENGTH = 80;

  /** What Node adds to a line before it compares with the length. */
  private static final int SLACK = 10;

  /** How many levels of nesting may share a line. */
  private static final int LEVELS_ON_A_LINE = 3;

  private static final Pattern PLAIN_KEY = Pattern.compile("[a-zA-Z_][a-zA-Z_0-9]*");

  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final int breakLength;

  private ShellText(int breakLength) {
    this.breakLength = breakLength;
  }

  /** The value as the shell shows it, over several lines if need be. */
  public static String of(BsonValue value) {
    return new ShellText(BREAK_LENGTH).lay(value, 0).text();
  }

  /** The value on one line, however long. */
  public static String onOneLine(BsonValue value) {
    return new ShellText(Integer.MAX_VALUE).lay(value, 0).text();
  }

  /** The same, but a text without its quotes. */
  public static String bare(BsonValue value) {
    return value.isString() ? value.asString().getValue() : onOneLine(value);
  }

  private Laid lay(BsonValue value, int indent) {
    if (value.isDocument()) {
      var parts = new ArrayList<Laid>();
      for (var field : value.asDocument().entrySet()) {
        var inner = lay(field.getValue(), indent + 2);
        parts.add(new Laid(key(field.getKey()) + ": " + inner.text(), inner.depth()));
      }
      return join(parts, "{", "}", indent);
    }
    if (value.isArray()) {
      return join(
          value.asArray().stream().map(item -> lay(item, indent + 2)).toList(), "[", "]", indent);
    }
    return new Laid(scalar(value), 0);
  }

  private Laid join(List<Laid> parts, String open, String close, int indent) {
    if (parts.isEmpty()) {
      return new Laid(open + close, 1);
    }
    int depth = 1 + parts.stream().mapToInt(Laid::depth).max().orElse(0);
    long length = parts.stream().mapToLong(part -> part.text().length()).sum();
    boolean fits =
        breakLength == Integer.MAX_VALUE
            || (depth <= LEVELS_ON_A_LINE + 1
                && length + 2L * parts.size() + indent + open.length() + SLACK <= breakLength
                && parts.stream().noneMatch(part -> part.text().contains("\n")));
    var texts = parts.stream().map(Laid::text).toList();
    if (fits) {
      return new Laid(open + " " + String.join(", ", texts) + " " + close, depth);
    }
    var line = "\n" + " ".repeat(indent);
    return new Laid(
        open + line + "  " + String.join("," + line + "  ", texts) + line + close, depth);
  }

  private static String key(String name) {
    return PLAIN_KEY.matcher(name).matches() ? name : quote(name);
  }

  private static String quote(String text) {
    char mark = text.indexOf('\'') < 0 ? '\'' : text.indexOf('"') < 0 ? '"' : '`';
    var quoted = new StringBuilder().append(mark);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        case '\\' -> quoted.append("\\\\");
        default -> quoted.append(c == mark ? "\\" + c : String.valueOf(c));
      }
    }
    return quoted.append(mark).toString();
  }

  private static String scalar(BsonValue value) {
    return switch (value.getBsonType()) {
      case NULL -> "null";
      case UNDEFINED -> "undefined";
      case STRING -> quote(value.asString().getValue());
      case INT32 -> String.valueOf(value.asInt32().getValue());
      case INT64 -> "Long('" + value.asInt64().getValue() + "')";
      case DOUBLE -> number(value.asDouble().getValue());
      case DECIMAL128 -> "Decimal128('" + value.asDecimal128().getValue() + "')";
      case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
      case DATE_TIME ->
          "ISODate('"
              + ISO_MILLIS.format(Instant.ofEpochMilli(value.asDateTime().getValue()))
              + "')";
      case OBJECT_ID -> "ObjectId('" + value.asObjectId().getValue().toHexString() + "')";
      case BINARY -> binary(value.asBinary());
      default -> other(value, value.getBsonType());
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String binary(BsonBinary binary) {
    return binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue()
        ? "UUID('" + binary.asUuid() + "')"
        : "Binary('" + HexFormat.of().formatHex(binary.getData()) + "', " + binary.getType() + ")";
  }

  private static String other(BsonValue value, BsonType type) {
    return switch (type) {
      case MIN_KEY -> "MinKey()";
      case MAX_KEY -> "MaxKey()";
      case REGULAR_EXPRESSION ->
          "/"
              + value.asRegularExpression().getPattern()
              + "/"
              + value.asRegularExpression().getOptions();
      case TIMESTAMP ->
          "Timestamp({ t: "
              + value.asTimestamp().getTime()
              + ", i: "
              + value.asTimestamp().getInc()
              + " })";
      default -> value.toString();
    };
  }

  /** A laid-out value and how many levels of documents and arrays it holds. */
  private record Laid(String text, int depth) {}
}

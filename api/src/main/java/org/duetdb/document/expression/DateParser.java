package org.duetdb.document.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.duetdb.api.error.DuetException;

/** Reads a date in a format such as {@code %d.%m.%Y}. For one text. */
final class DateParser {
  private final String text;
  private final String format;
  private int at;
  private int year = 1970;
  private int month = 1;
  private int day = 1;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private int millisecond;
  private Optional<ZoneId> offset = Optional.empty();

  private DateParser(String text, String format) {
    this.text = text;
    this.format = format;
  }

  /** The date that a text is in a format; in this zone if the text names none. */
  static Instant parse(String text, String format, ZoneId zone) {
    DateParser parser = new DateParser(text, format);
    try {
      return parser.parse(zone);
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw parser.failed();
    }
  }

  private Instant parse(ZoneId zone) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        i++;
        part(format.charAt(i));
      } else {
        expect(c);
      }
    }
    if (at != text.length()) {
      throw failed();
    }
    LocalDate date =
        dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
    LocalDateTime local = date.atTime(hour, minute, second, millisecond * 1_000_000);
    return local.atZone(offset.orElse(zone)).toInstant();
  }

  private void part(char specifier) {
    switch (specifier) {
      case 'Y' -> year = number(4);
      case 'm' -> month = number(2);
      case 'd' -> day = number(2);
      case 'j' -> dayOfYear = number(3);
      case 'H' -> hour = number(2);
      case 'M' -> minute = number(2);
      case 'S' -> second = number(2);
      case 'L' -> millisecond = number(3);
      case 'b' -> month = month(TextStyle.SHORT);
      case 'B' -> month = month(TextStyle.FULL);
      case 'z' -> offset = Optional.of(offset());
      case 'Z' -> offset = Optional.of(ZoneOffset.ofTotalSeconds(60 * signed()));
      case '%' -> expect('%');
      default ->
          throw DuetException.located(
              18536, "Invalid format character '%" + specifier + "' in format string");
    }
  }

  private void expect(char c) {
    if (text.charAt(at) != c) {
      throw failed();
    }
    at++;
  }

  private int number(int digits) {
    int start = at;
    while (at < text.length() && at - start < digits && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw failed();
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private int signed() {
    boolean negative = text.charAt(at) == '-';
    if (negative || text.charAt(at) == '+') {
      at++;
    }
    int number = number(4);
    return negative ? -number : number;
  }

  private ZoneId offset() {
    if (text.charAt(at) == 'Z') {
      at++;
      return ZoneOffset.UTC;
    }
    int sign = text.charAt(at++) == '-' ? -1 : 1;
    int hours = number(2);
    if (text.charAt(at) == ':') {
      at++;
    }
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * number(2));
  }

  private int month(TextStyle style) {
    for (Month candidate : Month.values()) {
      String name = candidate.getDisplayName(style, Locale.ENGLISH);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return candidate.getValue();
      }
    }
    throw failed();
  }

  private DuetException failed() {
    return Conversions.failed(
        "Error parsing date string '" + text + "'; it does not have the format '" + format + "'");
  }
}

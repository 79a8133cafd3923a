package org.duetdb.document.expression;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.duetdb.api.error.DuetException;

/** Dates as text: ISO 8601, and the formats with percent signs. */
final class DateText {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[' ']")
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private DateText() {}

  /** {@code 2025-07-01T10:00:00.000Z}. */
  static String iso(Instant instant) {
    return ISO.format(instant);
  }

  /** Reads a date in ISO 8601, of which the time and the offset may be left out. */
  static Instant parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /** The same, where a text without an offset is in a time zone. */
  static Instant parse(String text, ZoneId zone) {
    try {
      TemporalAccessor parsed =
          LENIENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime dateTime) {
        return dateTime.toInstant();
      }
      LocalDateTime local =
          parsed instanceof LocalDateTime dateTime ? dateTime : ((LocalDate) parsed).atStartOfDay();
      return local.atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw Conversions.failed("Error parsing date string '" + text + "'; " + e.getMessage());
    }
  }

  /** Prints a date in a format such as {@code %Y-%m-%d}. */
  static String format(ZonedDateTime date, String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
      } else {
        i++;
        text.append(part(date, i < format.length() ? format.charAt(i) : ' '));
      }
    }
    return text.toString();
  }

  private static String part(ZonedDateTime date, char specifier) {
    return switch (specifier) {
      case 'Y' -> padded(date.getYear(), 4);
      case 'm' -> padded(date.getMonthValue(), 2);
      case 'd' -> padded(date.getDayOfMonth(), 2);
      case 'H' -> padded(date.getHour(), 2);
      case 'M' -> padded(date.getMinute(), 2);
      case 'S' -> padded(date.getSecond(), 2);
      case 'L' -> padded(date.get(ChronoField.MILLI_OF_SECOND), 3);
      case 'j' -> padded(date.getDayOfYear(), 3);
      case 'w' -> Integer.toString(dayOfWeek(date));
      case 'u' -> Integer.toString(date.getDayOfWeek().getValue());
      case 'U' -> padded(week(date), 2);
      case 'V' -> padded(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'G' -> padded(date.get(IsoFields.WEEK_BASED_YEAR), 4);
      case 'b' -> date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'z' -> offset(date);
      case 'Z' -> Integer.toString(date.getOffset().getTotalSeconds() / 60);
      case '%' -> "%";
      default ->
          throw DuetException.located(
              18536, "Invalid format character '%" + specifier + "' in format string");
    };
  }

  /** 1 for Sunday to 7 for Saturday. */
  static int dayOfWeek(ZonedDateTime date) {
    return date.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : date.getDayOfWeek().getValue() + 1;
  }

  /** The week of the year, 0 to 53; weeks begin on Sundays, and week 1 with the first one. */
  static int week(ZonedDateTime date) {
    return (date.getDayOfYear() - dayOfWeek(date) + 7) / 7;
  }

  private static String offset(ZonedDateTime date) {
    int minutes = date.getOffset().getTotalSeconds() / 60;
    int size = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + padded(size / 60, 2) + padded(size % 60, 2);
  }

  private static String padded(int number, int width) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }
}

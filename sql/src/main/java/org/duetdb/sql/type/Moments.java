package org.duetdb.sql.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** DATE, TIME and TIMESTAMP as milliseconds since 1970, and as text. */
public final class Moments {
  /** The milliseconds of a day. */
  public static final long DAY = 86_400_000L;

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR)
          .appendLiteral('-')
          .appendValue(ChronoField.MONTH_OF_YEAR)
          .appendLiteral('-')
          .appendValue(ChronoField.DAY_OF_MONTH)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.HOUR_OF_DAY)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE)
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter TIME_TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 3, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter DATE_TEXT = DateTimeFormatter.ISO_LOCAL_DATE;

  private Moments() {}

  /** The day of a DATE or TIMESTAMP. */
  public static LocalDate date(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
  }

  /** The time of day of a TIME or TIMESTAMP. */
  public static LocalTime time(long millis) {
    return LocalTime.ofNanoOfDay(Math.floorMod(millis, DAY) * 1_000_000L);
  }

  /** The date and time of a TIMESTAMP. */
  public static LocalDateTime timestamp(long millis) {
    return LocalDateTime.of(date(millis), time(millis));
  }

  /** A day in milliseconds. */
  public static long millis(LocalDate date) {
    return date.toEpochDay() * DAY;
  }

  /** A time of day in milliseconds, cut off below. */
  public static long millis(LocalTime time) {
    return time.toNanoOfDay() / 1_000_000L;
  }

  /** A date and time in milliseconds, cut off below. */
  public static long millis(LocalDateTime timestamp) {
    return millis(timestamp.toLocalDate()) + millis(timestamp.toLocalTime());
  }

  /** A DATE as text. */
  public static String dateText(long millis) {
    return DATE_TEXT.format(date(millis));
  }

  /** A TIME as text, with as many digits of the second as it has. */
  public static String timeText(long millis) {
    return TIME_TEXT.format(time(millis));
  }

  /** A TIMESTAMP as text. */
  public static String timestampText(long millis) {
    return dateText(millis) + ' ' + timeText(millis);
  }

  /** Reads a DATE; a time behind it is cut off. */
  public static long parseDate(String text) {
    return read(text, () -> millis(LocalDate.parse(beforeTime(text.strip()), DATE)));
  }

  /** Reads a TIME. */
  public static long parseTime(String text) {
    return read(text, () -> millis(LocalTime.parse(text.strip(), TIME)));
  }

  /**
   * Reads a TIMESTAMP; the time may be missing, the separator a blank or T, and a zone is applied.
   */
  public static long parseTimestamp(String text) {
    return read(text, () -> timestampOf(text.strip()));
  }

  private static long timestampOf(String text) {
    if (text.endsWith("Z") || text.lastIndexOf('+') > 0) {
      return Instant.from(DateTimeFormatter.ISO_DATE_TIME.parse(text.replace(' ', 'T')))
          .toEpochMilli();
    }
    String date = beforeTime(text);
    long day = millis(LocalDate.parse(date, DATE));
    return date.length() == text.length()
        ? day
        : day + millis(LocalTime.parse(text.substring(date.length() + 1), TIME));
  }

  private static String beforeTime(String text) {
    int end = Math.max(text.indexOf(' '), text.indexOf('T'));
    return end < 0 ? text : text.substring(0, end);
  }

  private static long read(String text, LongSupplier reader) {
    try {
      return reader.getAsLong();
    } catch (DateTimeParseException unreadable) {
      throw new SqlFailure(
          SqlState.INVALID_DATETIME, "'" + text + "' is not a date or time", unreadable);
    } catch (DateTimeException | ArithmeticException outside) {
      throw new SqlFailure(SqlState.DATETIME_OVERFLOW, "'" + text + "' is out of range", outside);
    }
  }

  /** The start of the day that holds an instant, in UTC. */
  public static long startOfDay(Instant instant) {
    return millis(instant.atOffset(ZoneOffset.UTC).toLocalDate());
  }
}

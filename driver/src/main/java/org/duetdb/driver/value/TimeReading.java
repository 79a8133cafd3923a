package org.duetdb.driver.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads days, times and instants. See the package for the two rules on time zones; the methods with
 * a {@link ZoneId} are those of {@code java.sql}'s classes.
 */
public final class TimeReading {
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  /** A day, a time or both, as SQL's literals or ISO 8601 write them, with or without a zone. */
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendLiteral('T')
          .optionalEnd()
          .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOptional(DateTimeFormatter.ofPattern("XXX", Locale.ROOT))
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private TimeReading() {}

  /** The value as a day; an instant's is that in UTC. */
  public static LocalDate toLocalDate(Object value) {
    if (value instanceof LocalDate day) {
      return day;
    }
    refuse(LocalTime.class, value, "date");
    return toLocalDateTime(value, ZoneOffset.UTC).toLocalDate();
  }

  /** The value as a time of day; an instant's is that in UTC. */
  public static LocalTime toLocalTime(Object value) {
    if (value instanceof LocalTime time) {
      return time;
    }
    refuse(LocalDate.class, value, "time");
    return toLocalDateTime(value, ZoneOffset.UTC).toLocalTime();
  }

  /** The value as a day with a time; an instant's are those in {@code zone}. */
  public static LocalDateTime toLocalDateTime(Object value, ZoneId zone) {
    if (value instanceof LocalDateTime moment) {
      return moment;
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, zone);
    }
    if (value instanceof LocalDate day) {
      return day.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return time.atDate(EPOCH);
    }
    if (value instanceof String text) {
      return parse(text, zone);
    }
    throw Misfit.noConversion(value, "date or time");
  }

  /** The value as an instant; one without a zone is taken to be in {@code zone}. */
  public static Instant toInstant(Object value, ZoneId zone) {
    return value instanceof Instant instant
        ? instant
        : toLocalDateTime(value, zone).atZone(zone).toInstant();
  }

  /** The value as an instant shown in UTC. */
  public static OffsetDateTime toOffsetDateTime(Object value) {
    return toInstant(value, ZoneOffset.UTC).atOffset(ZoneOffset.UTC);
  }

  /** The value as JDBC's date: midnight in {@code zone}. */
  public static Date toDate(Object value, ZoneId zone) {
    refuse(LocalTime.class, value, "date");
    LocalDate day = toLocalDateTime(value, zone).toLocalDate();
    return isJvmZone(zone)
        ? Date.valueOf(day)
        : new Date(day.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /** The value as JDBC's time: a moment of 1970-01-01 in {@code zone}, in milliseconds. */
  public static Time toTime(Object value, ZoneId zone) {
    refuse(LocalDate.class, value, "time");
    LocalTime time = toLocalDateTime(value, zone).toLocalTime();
    return new Time(time.atDate(EPOCH).atZone(zone).toInstant().toEpochMilli());
  }

  /** The value as JDBC's timestamp: the instant at which clocks in {@code zone} show it. */
  public static Timestamp toTimestamp(Object value, ZoneId zone) {
    if (value instanceof Instant instant) {
      return Timestamp.from(instant);
    }
    LocalDateTime moment = toLocalDateTime(value, zone);
    return isJvmZone(zone)
        ? Timestamp.valueOf(moment) // shows the same digits also before 1582
        : Timestamp.from(moment.atZone(zone).toInstant());
  }

  private static boolean isJvmZone(ZoneId zone) {
    return zone.equals(ZoneId.systemDefault());
  }

  private static LocalDateTime parse(String text, ZoneId zone) {
    TemporalAccessor parsed;
    try {
      parsed = TEXT.parse(text.trim());
    } catch (DateTimeException wrong) {
      throw Misfit.noConversion(text, "date or time", wrong);
    }
    LocalDate day = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (day == null && time == null) {
      throw Misfit.noConversion(text, "date or time");
    }
    LocalDateTime moment =
        LocalDateTime.of(day == null ? EPOCH : day, time == null ? LocalTime.MIDNIGHT : time);
    ZoneId offset = parsed.query(TemporalQueries.offset());
    return offset == null
        ? moment
        : LocalDateTime.ofInstant(moment.atZone(offset).toInstant(), zone);
  }

  private static void refuse(Class<?> type, Object value, String wanted) {
    if (type.isInstance(value)) {
      throw Misfit.noConversion(value, wanted);
    }
  }
}

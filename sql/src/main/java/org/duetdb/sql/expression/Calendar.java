package org.duetdb.sql.expression;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.Moments;

/**
 * The calendar: where a unit of time begins, where the next one begins, what days and months are
 * called.
 */
final class Calendar {
  private Calendar() {}

  static String day(long millis) {
    return Moments.date(millis).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static String month(long millis) {
    return Moments.date(millis).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** The beginning of the unit that holds a moment. */
  static long floor(long millis, TimeUnit unit) {
    LocalDate date = Moments.date(millis);
    return switch (unit) {
      case MILLENNIUM -> startOfYear(date.getYear() - Math.floorMod(date.getYear() - 1, 1000));
      case CENTURY -> startOfYear(date.getYear() - Math.floorMod(date.getYear() - 1, 100));
      case DECADE -> startOfYear(date.getYear() - Math.floorMod(date.getYear(), 10));
      case YEAR -> startOfYear(date.getYear());
      case QUARTER ->
          Moments.millis(date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1));
      case MONTH -> Moments.millis(date.withDayOfMonth(1));
      case WEEK -> Moments.millis(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      default -> Math.floorDiv(millis, length(unit)) * length(unit);
    };
  }

  /** The beginning of the unit after the one that begins at a moment. */
  static long next(long floor, TimeUnit unit) {
    LocalDate date = Moments.date(floor);
    return switch (unit) {
      case MILLENNIUM -> startOfYear(date.getYear() + 1000);
      case CENTURY -> startOfYear(date.getYear() + 100);
      case DECADE -> startOfYear(date.getYear() + 10);
      case YEAR -> startOfYear(date.getYear() + 1);
      case QUARTER -> Moments.millis(date.plusMonths(3));
      case MONTH -> Moments.millis(date.plusMonths(1));
      case WEEK -> Moments.millis(date.plusWeeks(1));
      default -> floor + length(unit);
    };
  }

  private static long startOfYear(int year) {
    return Moments.millis(LocalDate.of(year, 1, 1));
  }

  private static long length(TimeUnit unit) {
    return switch (unit) {
      case DAY -> Moments.DAY;
      case HOUR -> 3_600_000;
      case MINUTE -> 60_000;
      case SECOND -> 1_000;
      case MILLISECOND -> 1;
      default ->
          throw new SqlFailure(
              SqlState.INVALID_PARAMETER_VALUE, "a date cannot be rounded to " + unit);
    };
  }
}

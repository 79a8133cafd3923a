package org.duetdb.sql.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * PostgreSQL's texts for intervals, which name their units: {@code '1 day 2 hours'}. SQL's
 * intervals are months or milliseconds, so years and months cannot stand beside days.
 */
final class IntervalText {
  /** The most digits of an interval's first field. */
  static final int DIGITS = 10;

  private static final Pattern PART =
      Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-z]+)\\s*");
  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final Map<String, Integer> MONTHS =
      Map.of("year", 12, "years", 12, "yr", 12, "mon", 1, "month", 1, "months", 1, "mons", 1);
  private static final Map<String, Integer> MILLIS =
      Map.ofEntries(
          Map.entry("week", 7 * 24 * 60 * MILLIS_PER_MINUTE),
          Map.entry("weeks", 7 * 24 * 60 * MILLIS_PER_MINUTE),
          Map.entry("day", 24 * 60 * MILLIS_PER_MINUTE),
          Map.entry("days", 24 * 60 * MILLIS_PER_MINUTE),
          Map.entry("hour", 60 * MILLIS_PER_MINUTE),
          Map.entry("hours", 60 * MILLIS_PER_MINUTE),
          Map.entry("minute", MILLIS_PER_MINUTE),
          Map.entry("minutes", MILLIS_PER_MINUTE),
          Map.entry("min", MILLIS_PER_MINUTE),
          Map.entry("mins", MILLIS_PER_MINUTE),
          Map.entry("second", 1000),
          Map.entry("seconds", 1000),
          Map.entry("sec", 1000),
          Map.entry("secs", 1000),
          Map.entry("millisecond", 1),
          Map.entry("milliseconds", 1));

  private IntervalText() {}

  /** Whether a text says itself what it counts, so that no unit need stand behind it. */
  static boolean namesUnits(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  /** The literal of a text. */
  static SqlLiteral literal(int sign, String text, SqlParserPos place) {
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal millis = BigDecimal.ZERO;
    Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      var amount = new BigDecimal(part.group(1));
      if (MONTHS.containsKey(part.group(2))) {
        months = months.add(amount.multiply(BigDecimal.valueOf(MONTHS.get(part.group(2)))));
      } else if (MILLIS.containsKey(part.group(2))) {
        millis = millis.add(amount.multiply(BigDecimal.valueOf(MILLIS.get(part.group(2)))));
      } else {
        throw wrong(text, "'" + part.group(2) + "' is no unit of time");
      }
      end = part.end();
    }
    if (end < text.length()) {
      throw wrong(text, "each part is a number and a unit, as in '1 day 2 hours'");
    } else if (months.signum() != 0 && millis.signum() != 0) {
      throw wrong(text, "years and months cannot stand beside days and shorter units");
    }
    return months.signum() != 0
        ? months(sign, months.setScale(0, RoundingMode.HALF_UP).longValueExact(), place)
        : millis(sign, millis.setScale(0, RoundingMode.HALF_UP).longValueExact(), place);
  }

  private static SqlLiteral months(int sign, long months, SqlParserPos place) {
    long size = Math.abs(months);
    return SqlLiteral.createInterval(
        months < 0 ? -sign : sign,
        size / 12 + "-" + size % 12,
        new SqlIntervalQualifier(TimeUnit.YEAR, DIGITS, TimeUnit.MONTH, -1, place),
        place);
  }

  private static SqlLiteral millis(int sign, long millis, SqlParserPos place) {
    long size = Math.abs(millis);
    long minutes = size / MILLIS_PER_MINUTE;
    return SqlLiteral.createInterval(
        millis < 0 ? -sign : sign,
        String.format(
            Locale.ROOT,
            "%d %02d:%02d:%02d.%03d",
            minutes / (24 * 60),
            minutes / 60 % 24,
            minutes % 60,
            size / 1000 % 60,
            size % 1000),
        new SqlIntervalQualifier(TimeUnit.DAY, DIGITS, TimeUnit.SECOND, 3, place),
        place);
  }

  private static SqlFailure wrong(String text, String why) {
    return new SqlFailure(SqlState.SYNTAX_ERROR, "'" + text + "' is no interval: " + why);
  }
}

package org.duetdb.document.expression;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Adding to dates, the distance of dates in units of the calendar, and rounding down to units. */
final class DateArithmetic {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final int MONTHS_OF_QUARTER = 3;
  private static final int MONTHS_OF_YEAR = 12;
  private static final int DAYS_OF_WEEK = 7;

  private DateArithmetic() {}

  static void register(OperatorTable table) {
    table.add("$dateAdd", operands -> add(operands, 1));
    table.add("$dateSubtract", operands -> add(operands, -1));
    table.add("$dateDiff", DateArithmetic::difference);
    table.add("$dateTrunc", DateArithmetic::truncate);
  }

  /** The units of the calendar that operators name. */
  private enum Unit {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLISECOND;

    /** Months for the units that have no fixed length; 0 for the others. */
    int months() {
      return switch (this) {
        case YEAR -> MONTHS_OF_YEAR;
        case QUARTER -> MONTHS_OF_QUARTER;
        case MONTH -> 1;
        default -> 0;
      };
    }

    Duration duration() {
      return switch (this) {
        case HOUR -> Duration.ofHours(1);
        case MINUTE -> Duration.ofMinutes(1);
        case SECOND -> Duration.ofSeconds(1);
        default -> Duration.ofMillis(1);
      };
    }
  }

  private static Unit unit(String operator, BsonSlice value) {
    if (!Values.isString(value)) {
      throw DuetException.located(
          5439013, operator + " requires 'unit' to be a string, but got " + Values.typeName(value));
    }
    String name = Values.string(value);
    for (Unit unit : Unit.values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(name)) {
        return unit;
      }
    }
    throw new DuetException(
        ErrorCode.FAILED_TO_PARSE,
        operator + " parameter 'unit' value cannot be recognized as a time unit: " + name);
  }

  private static Expression add(Operands operands, int sign) {
    String operator = operands.operator();
    operands.named(5166400, 5166401, "startDate", "unit", "amount", "timezone");
    Expression start = operands.required("startDate", 5166402);
    Expression unit = operands.required("unit", 5166402);
    Expression amount = operands.required("amount", 5166402);
    Optional<Expression> timezone = operands.optional("timezone");
    return scope -> {
      BsonSlice[] values = {start.evaluate(scope), unit.evaluate(scope), amount.evaluate(scope)};
      Optional<ZoneId> zone = Dates.zone(timezone, scope);
      if (Values.anyNullish(values) || zone.isEmpty()) {
        return BsonSlice.NULL;
      }
      int count =
          Values.intValue(values[2])
              .orElseThrow(
                  () ->
                      DuetException.located(
                          5166405, operator + " expects integer amount of time units"));
      ZonedDateTime date = date(operator, "startDate", values[0]).atZone(zone.get());
      ZonedDateTime sum = plus(date, unit(operator, values[1]), (long) sign * count);
      return BsonSlice.ofDate(sum.toInstant().toEpochMilli());
    };
  }

  private static Instant date(String operator, String name, BsonSlice value) {
    return switch (Values.typeName(value)) {
      case "date", "timestamp", "objectId" -> Dates.instant(value);
      default ->
          throw DuetException.located(
              5166403, operator + " requires " + name + " to be convertible to a date");
    };
  }

  private static ZonedDateTime plus(ZonedDateTime date, Unit unit, long count) {
    return switch (unit) {
      case YEAR, QUARTER, MONTH -> date.plusMonths(count * unit.months());
      case WEEK -> date.plusWeeks(count);
      case DAY -> date.plusDays(count);
      default -> date.plus(unit.duration().multipliedBy(count));
    };
  }

  private static Expression difference(Operands operands) {
    operands.named(5166301, 5166302, "startDate", "endDate", "unit", "timezone", "startOfWeek");
    Expression start = operands.required("startDate", 5166303);
    Expression end = operands.required("endDate", 5166304);
    Expression unit = operands.required("unit", 5166305);
    Optional<Expression> timezone = operands.optional("timezone");
    Optional<Expression> week = operands.optional("startOfWeek");
    return scope -> {
      BsonSlice[] values = {start.evaluate(scope), end.evaluate(scope), unit.evaluate(scope)};
      Optional<ZoneId> zone = Dates.zone(timezone, scope);
      Optional<DayOfWeek> first = firstDay("$dateDiff", week, scope);
      if (Values.anyNullish(values) || zone.isEmpty() || first.isEmpty()) {
        return BsonSlice.NULL;
      }
      ZonedDateTime from = date("$dateDiff", "'startDate'", values[0]).atZone(zone.get());
      ZonedDateTime to = date("$dateDiff", "'endDate'", values[1]).atZone(zone.get());
      return BsonSlice.of(difference(from, to, unit("$dateDiff", values[2]), first.get()));
    };
  }

  /** How many boundaries of the unit lie between two dates. */
  private static long difference(ZonedDateTime from, ZonedDateTime to, Unit unit, DayOfWeek first) {
    LocalDate start = from.toLocalDate();
    LocalDate end = to.toLocalDate();
    return switch (unit) {
      case YEAR, QUARTER, MONTH ->
          Math.floorDiv(months(end), unit.months()) - Math.floorDiv(months(start), unit.months());
      case WEEK ->
          ChronoUnit.DAYS.between(weekBegin(start, first), weekBegin(end, first)) / DAYS_OF_WEEK;
      case DAY -> ChronoUnit.DAYS.between(start, end);
      default -> {
        long size = unit.duration().toMillis();
        yield Math.floorDiv(to.toInstant().toEpochMilli(), size)
            - Math.floorDiv(from.toInstant().toEpochMilli(), size);
      }
    };
  }

  private static long months(LocalDate date) {
    return (long) MONTHS_OF_YEAR * date.getYear() + date.getMonthValue() - 1;
  }

  private static LocalDate weekBegin(LocalDate date, DayOfWeek first) {
    return date.with(TemporalAdjusters.previousOrSame(first));
  }

  private static Optional<DayOfWeek> firstDay(
      String operator, Optional<Expression> startOfWeek, Scope scope) {
    if (startOfWeek.isEmpty()) {
      return Optional.of(DayOfWeek.SUNDAY);
    }
    BsonSlice value = startOfWeek.get().evaluate(scope);
    if (value.isNullish()) {
      return Optional.empty();
    }
    String name = Values.isString(value) ? Values.string(value).toLowerCase(Locale.ROOT) : "";
    for (DayOfWeek day : DayOfWeek.values()) {
      String full = day.name().toLowerCase(Locale.ROOT);
      if (full.equals(name) || full.substring(0, 3).equals(name)) {
        return Optional.of(day);
      }
    }
    throw new DuetException(
        ErrorCode.FAILED_TO_PARSE,
        operator
            + " parameter 'startOfWeek' value cannot be recognized as a day of a week: "
            + Values.text(value));
  }

  private static Expression truncate(Operands operands) {
    operands.named(5439007, 5439008, "date", "unit", "binSize", "timezone", "startOfWeek");
    Expression date = operands.required("date", 5439009);
    Expression unit = operands.required("unit", 5439010);
    Optional<Expression> bin = operands.optional("binSize");
    Optional<Expression> timezone = operands.optional("timezone");
    Optional<Expression> week = operands.optional("startOfWeek");
    return scope -> {
      BsonSlice size = bin.map(b -> b.evaluate(scope)).orElse(BsonSlice.of(1));
      BsonSlice[] values = {date.evaluate(scope), unit.evaluate(scope), size};
      Optional<ZoneId> zone = Dates.zone(timezone, scope);
      Optional<DayOfWeek> first = firstDay("$dateTrunc", week, scope);
      if (Values.anyNullish(values) || zone.isEmpty() || first.isEmpty()) {
        return BsonSlice.NULL;
      }
      int count = Values.intValue(size).filter(n -> n > 0).orElseThrow(DateArithmetic::badBin);
      ZonedDateTime at = date("$dateTrunc", "'date'", values[0]).atZone(zone.get());
      Unit bins = unit("$dateTrunc", values[1]);
      return BsonSlice.ofDate(truncate(at, bins, count, first.get()).toInstant().toEpochMilli());
    };
  }

  private static DuetException badBin() {
    return DuetException.located(
        5439018, "$dateTrunc requires 'binSize' to be greater than 0 and a 64-bit integer");
  }

  private static ZonedDateTime truncate(ZonedDateTime date, Unit unit, int count, DayOfWeek first) {
    LocalDate day = date.toLocalDate();
    return switch (unit) {
      case YEAR, QUARTER, MONTH -> {
        int size = unit.months() * count;
        long months = Math.floorDiv(months(day) - months(EPOCH), size) * size;
        yield EPOCH.plusMonths(months).atStartOfDay(date.getZone());
      }
      case WEEK -> {
        LocalDate reference = EPOCH.with(TemporalAdjusters.nextOrSame(first));
        yield days(reference, day, DAYS_OF_WEEK * count).atStartOfDay(date.getZone());
      }
      case DAY -> days(EPOCH, day, count).atStartOfDay(date.getZone());
      default -> {
        LocalDateTime reference = EPOCH.atStartOfDay();
        long size = unit.duration().toMillis() * count;
        long distance = ChronoUnit.MILLIS.between(reference, date.toLocalDateTime());
        long bins = Math.floorDiv(distance, size) * size;
        yield date.minus(Duration.ofMillis(distance - bins)).truncatedTo(ChronoUnit.MILLIS);
      }
    };
  }

  private static LocalDate days(LocalDate reference, LocalDate day, int size) {
    long distance = ChronoUnit.DAYS.between(reference, day);
    return reference.plus(Period.ofDays((int) (Math.floorDiv(distance, (long) size) * size)));
  }
}

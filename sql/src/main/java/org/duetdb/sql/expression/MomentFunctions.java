package org.duetdb.sql.expression;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.Moments;

/** Functions of dates and times. The current time is the statement's; days are those of UTC. */
final class MomentFunctions {
  private MomentFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("CURRENT_TIMESTAMP", call -> now());
    registry.add("LOCALTIMESTAMP", call -> now());
    registry.add("NOW", call -> now());
    registry.add(
        "CURRENT_DATE",
        call -> (in, environment) -> Moments.startOfDay(Environment.facts(environment).time()));
    registry.add("CURRENT_TIME", call -> timeOfDay());
    registry.add("LOCALTIME", call -> timeOfDay());
    registry.add("EXTRACT", MomentFunctions::extract);
    registry.add(
        "DATE_TRUNC",
        call -> call.two((unit, value) -> Calendar.floor(millis(value), named((String) unit))));
    registry.add(
        "DATE_PART", call -> call.two((unit, value) -> field(millis(value), named((String) unit))));
    registry.add("LAST_DAY", call -> call.one(MomentFunctions::lastDay));
    registry.add("DAYNAME", call -> call.one(a -> Calendar.day(millis(a))));
    registry.add("MONTHNAME", call -> call.one(a -> Calendar.month(millis(a))));
  }

  private static Expression now() {
    return (input, environment) -> Environment.facts(environment).time().toEpochMilli();
  }

  private static Expression timeOfDay() {
    return (input, environment) ->
        Math.floorMod(Environment.facts(environment).time().toEpochMilli(), Moments.DAY);
  }

  private static long millis(Object value) {
    return ArithmeticFunctions.millis(value);
  }

  private static Object lastDay(Object value) {
    return Moments.millis(Moments.date(millis(value)).with(TemporalAdjusters.lastDayOfMonth()));
  }

  private static Expression extract(FunctionCall call) {
    TimeUnit unit = unit(call, 0);
    RelDataType type = call.type(1);
    Strict.One field =
        SqlTypeUtil.isInterval(type)
            ? value -> ofInterval(((Number) value).longValue(), unit, type)
            : value -> field(millis(value), unit);
    return Strict.one(field, call.argument(1));
  }

  private static TimeUnit unit(FunctionCall call, int index) {
    if (call.argument(index) instanceof Constant constant
        && constant.constant() instanceof TimeUnitRange range) {
      return range.startUnit;
    }
    throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "the unit of time must be a word");
  }

  /** The unit that a text names, as in DATE_TRUNC('month', ...). */
  private static TimeUnit named(String unit) {
    try {
      return TimeUnit.valueOf(unit.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE, "'" + unit + "' is no unit of time", unknown);
    }
  }

  private static Object field(long millis, TimeUnit unit) {
    LocalDate date = Moments.date(millis);
    long ofDay = Math.floorMod(millis, Moments.DAY);
    return switch (unit) {
      case YEAR -> (long) date.getYear();
      case QUARTER -> (long) date.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (long) date.getMonthValue();
      case WEEK -> (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case ISOYEAR -> (long) date.get(IsoFields.WEEK_BASED_YEAR);
      case DAY -> (long) date.getDayOfMonth();
      case DOY -> (long) date.getDayOfYear();
      case DOW -> (long) date.getDayOfWeek().getValue() % 7 + 1;
      case ISODOW -> (long) date.getDayOfWeek().getValue();
      case DECADE -> (long) Math.floorDiv(date.getYear(), 10);
      case CENTURY -> (long) Math.floorDiv(date.getYear() - 1, 100) + 1;
      case MILLENNIUM -> (long) Math.floorDiv(date.getYear() - 1, 1000) + 1;
      case HOUR -> ofDay / 3_600_000;
      case MINUTE -> ofDay / 60_000 % 60;
      case SECOND -> ofDay / 1_000 % 60;
      case MILLISECOND -> ofDay % 60_000;
      case MICROSECOND -> ofDay % 60_000 * 1_000;
      case EPOCH -> Math.floorDiv(millis, 1_000L);
      default -> throw new SqlFailure(SqlState.INVALID_PARAMETER_VALUE, "no date has a " + unit);
    };
  }

  private static Object ofInterval(long value, TimeUnit unit, RelDataType type) {
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
    return switch (unit) {
      case YEAR -> months ? value / 12 : 0L;
      case MONTH -> months ? value % 12 : 0L;
      case DAY -> months ? 0L : value / Moments.DAY;
      case EPOCH -> months ? value / 12 * 31_557_600L + value % 12 * 2_592_000L : value / 1_000;
      default -> months ? (Object) 0L : field(Math.abs(value), unit);
    };
  }

  /** FLOOR and CEIL of a date to a unit. */
  static Expression rounded(FunctionCall call, boolean up) {
    TimeUnit unit = unit(call, 1);
    boolean time = call.type(0).getSqlTypeName() == SqlTypeName.TIME;
    return Strict.one(
        value -> {
          long millis = millis(value);
          long floor = Calendar.floor(millis, unit);
          long result = up && floor != millis ? Calendar.next(floor, unit) : floor;
          return time ? Math.floorMod(result, Moments.DAY) : result;
        },
        call.argument(0));
  }
}

package org.duetdb.document.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;

/** The parts of dates, in a time zone, and the way to dates from parts and from text. */
final class Dates {
  private static final String DEFAULT_FORMAT = "%Y-%m-%dT%H:%M:%S.%LZ";

  private Dates() {}

  static void register(OperatorTable table) {
    part(table, "$year", ZonedDateTime::getYear);
    part(table, "$month", ZonedDateTime::getMonthValue);
    part(table, "$dayOfMonth", ZonedDateTime::getDayOfMonth);
    part(table, "$dayOfYear", ZonedDateTime::getDayOfYear);
    part(table, "$dayOfWeek", DateText::dayOfWeek);
    part(table, "$hour", ZonedDateTime::getHour);
    part(table, "$minute", ZonedDateTime::getMinute);
    part(table, "$second", ZonedDateTime::getSecond);
    part(table, "$millisecond", date -> date.get(ChronoField.MILLI_OF_SECOND));
    part(table, "$week", DateText::week);
    part(table, "$isoWeek", date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    part(table, "$isoDayOfWeek", date -> date.getDayOfWeek().getValue());
    part(table, "$isoWeekYear", date -> date.get(IsoFields.WEEK_BASED_YEAR));
    table.add("$dateToString", Dates::toText);
    table.add("$dateFromString", Dates::fromText);
    table.add("$dateToParts", Dates::toParts);
    table.add("$dateFromParts", Dates::fromParts);
  }

  /** The instant that a date, a timestamp or an ObjectId stands for. */
  static Instant instant(BsonSlice value) {
    return switch (value.type()) {
      case ElementType.DATE -> Instant.ofEpochMilli(BsonBytes.int64(value.bytes(), value.offset()));
      case ElementType.TIMESTAMP ->
          Instant.ofEpochSecond(BsonBytes.int64(value.bytes(), value.offset()) >>> 32);
      case ElementType.OBJECT_ID ->
          BsonBytes.objectId(value.bytes(), value.offset()).getDate().toInstant();
      default ->
          throw DuetException.located(
              16006, "can't convert from BSON type " + Values.typeName(value) + " to Date");
    };
  }

  /** The time zone that a value names; empty if it is null. */
  static Optional<ZoneId> zone(BsonSlice value) {
    if (value.isNullish()) {
      return Optional.empty();
    }
    if (!Values.isString(value)) {
      throw DuetException.located(
          40517, "timezone must evaluate to a string, found " + Values.typeName(value));
    }
    String name = Values.string(value);
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      throw DuetException.located(40485, "unrecognized time zone identifier: \"" + name + "\"");
    }
  }

  /** The zone of an optional operand: UTC without one, nothing if it is null. */
  static Optional<ZoneId> zone(Optional<Expression> timezone, Scope scope) {
    return timezone.isEmpty() ? Optional.of(ZoneOffset.UTC) : zone(timezone.get().evaluate(scope));
  }

  private static void part(OperatorTable table, String name, ToIntFunction<ZonedDateTime> part) {
    table.add(
        name,
        operands -> {
          Expression date = date(operands);
          Optional<Expression> timezone =
              isNamed(operands) ? operands.optional("timezone") : Optional.empty();
          return scope -> {
            BsonSlice value = date.evaluate(scope);
            Optional<ZoneId> zone = zone(timezone, scope);
            return value.isNullish() || zone.isEmpty()
                ? BsonSlice.NULL
                : BsonSlice.of(part.applyAsInt(instant(value).atZone(zone.get())));
          };
        });
  }

  private static boolean isNamed(Operands operands) {
    return operands.raw().isDocument()
        && !operands.raw().asDocument().isEmpty()
        && !operands.raw().asDocument().getFirstKey().startsWith("$");
  }

  private static Expression date(Operands operands) {
    if (!isNamed(operands)) {
      return operands.between(1, 1)[0];
    }
    BsonDocument named = operands.raw().asDocument();
    for (String name : named.keySet()) {
      if (!name.equals("date") && !name.equals("timezone")) {
        throw DuetException.located(
            40535, "unrecognized option to " + operands.operator() + ": \"" + name + "\"");
      }
    }
    return operands.required("date", 40539);
  }

  private static Expression toText(Operands operands) {
    operands.named(18629, 18534, "date", "format", "timezone", "onNull");
    Expression date = operands.required("date", 18628);
    Optional<Expression> format = operands.optional("format");
    Optional<Expression> timezone = operands.optional("timezone");
    Optional<Expression> onNull = operands.optional("onNull");
    return scope -> {
      BsonSlice value = date.evaluate(scope);
      Optional<ZoneId> zone = zone(timezone, scope);
      BsonSlice pattern = format.map(f -> f.evaluate(scope)).orElse(BsonSlice.of(DEFAULT_FORMAT));
      if (value.isNullish()) {
        return onNull.map(e -> e.evaluate(scope)).orElse(BsonSlice.NULL);
      }
      if (zone.isEmpty() || pattern.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isString(pattern)) {
        throw DuetException.located(
            18533,
            "$dateToString requires that 'format' be a string, found: "
                + Values.typeName(pattern)
                + " with value "
                + pattern);
      }
      return BsonSlice.of(
          DateText.format(instant(value).atZone(zone.get()), Values.string(pattern)));
    };
  }

  private static Expression fromText(Operands operands) {
    operands.named(40540, 40541, "dateString", "format", "timezone", "onError", "onNull");
    Expression text = operands.required("dateString", 40542);
    Optional<Expression> format = operands.optional("format");
    Optional<Expression> timezone = operands.optional("timezone");
    Optional<Expression> onError = operands.optional("onError");
    Optional<Expression> onNull = operands.optional("onNull");
    return scope -> {
      BsonSlice value = text.evaluate(scope);
      Optional<ZoneId> zone = zone(timezone, scope);
      Optional<BsonSlice> pattern = format.map(f -> f.evaluate(scope));
      if (value.isNullish()) {
        return onNull.map(e -> e.evaluate(scope)).orElse(BsonSlice.NULL);
      }
      if (zone.isEmpty() || pattern.isPresent() && pattern.get().isNullish()) {
        return BsonSlice.NULL;
      }
      if (onError.isEmpty()) {
        return parsed(value, pattern, zone.get());
      }
      try {
        return parsed(value, pattern, zone.get());
      } catch (DuetException failure) {
        return onError.get().evaluate(scope);
      }
    };
  }

  private static BsonSlice parsed(BsonSlice value, Optional<BsonSlice> pattern, ZoneId zone) {
    if (!Values.isString(value)) {
      throw Conversions.failed(
          "$dateFromString requires that 'dateString' be a string, found: "
              + Values.typeName(value)
              + " with value "
              + value);
    }
    String text = Values.string(value);
    Instant instant =
        pattern
            .map(p -> DateParser.parse(text, Values.string(p), zone))
            .orElseGet(() -> DateText.parse(text, zone));
    return BsonSlice.ofDate(instant.toEpochMilli());
  }

  private static Expression toParts(Operands operands) {
    operands.named(40524, 40520, "date", "timezone", "iso8601");
    Expression date = operands.required("date", 40522);
    Optional<Expression> timezone = operands.optional("timezone");
    Optional<Expression> iso = operands.optional("iso8601");
    return scope -> {
      BsonSlice value = date.evaluate(scope);
      Optional<ZoneId> zone = zone(timezone, scope);
      boolean isoParts = iso.map(i -> ExpressionCompiler.isTrue(i.evaluate(scope))).orElse(false);
      return value.isNullish() || zone.isEmpty()
          ? BsonSlice.NULL
          : parts(instant(value).atZone(zone.get()), isoParts);
    };
  }

  private static BsonSlice parts(ZonedDateTime date, boolean iso) {
    Map<String, BsonSlice> parts = new LinkedHashMap<>();
    if (iso) {
      parts.put("isoWeekYear", BsonSlice.of(date.get(IsoFields.WEEK_BASED_YEAR)));
      parts.put("isoWeek", BsonSlice.of(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
      parts.put("isoDayOfWeek", BsonSlice.of(date.getDayOfWeek().getValue()));
    } else {
      parts.put("year", BsonSlice.of(date.getYear()));
      parts.put("month", BsonSlice.of(date.getMonthValue()));
      parts.put("day", BsonSlice.of(date.getDayOfMonth()));
    }
    parts.put("hour", BsonSlice.of(date.getHour()));
    parts.put("minute", BsonSlice.of(date.getMinute()));
    parts.put("second", BsonSlice.of(date.getSecond()));
    parts.put("millisecond", BsonSlice.of(date.get(ChronoField.MILLI_OF_SECOND)));
    return DocumentFields.document(parts);
  }

  private static Expression fromParts(Operands operands) {
    BsonDocument named =
        operands.named(
            40519,
            40518,
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "millisecond",
            "isoWeekYear",
            "isoWeek",
            "isoDayOfWeek",
            "timezone");
    boolean iso = named.containsKey("isoWeekYear");
    if (!iso && !named.containsKey("year")) {
      throw DuetException.located(
          40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
    }
    Optional<Expression> timezone = operands.optional("timezone");
    return scope -> {
      Optional<ZoneId> zone = zone(timezone, scope);
      Parts parts = new Parts(operands, scope);
      LocalDate date = iso ? parts.isoDate() : parts.date();
      var local =
          date.atStartOfDay()
              .plusHours(parts.get("hour", 0))
              .plusMinutes(parts.get("minute", 0))
              .plusSeconds(parts.get("second", 0))
              .plusNanos(1_000_000L * parts.get("millisecond", 0));
      return zone.isEmpty() || parts.nullish
          ? BsonSlice.NULL
          : BsonSlice.ofDate(local.atZone(zone.get()).toInstant().toEpochMilli());
    };
  }

  /** The operands of {@code $dateFromParts}, of which each may lie outside of its usual range. */
  private static final class Parts {
    private final Operands operands;
    private final Scope scope;
    private boolean nullish;

    Parts(Operands operands, Scope scope) {
      this.operands = operands;
      this.scope = scope;
    }

    LocalDate date() {
      return LocalDate.of(get("year", 1970), 1, 1)
          .plusMonths(get("month", 1) - 1L)
          .plusDays(get("day", 1) - 1L);
    }

    LocalDate isoDate() {
      return LocalDate.of(get("isoWeekYear", 1970), 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1)
          .with(ChronoField.DAY_OF_WEEK, 1)
          .plusWeeks(get("isoWeek", 1) - 1L)
          .plusDays(get("isoDayOfWeek", 1) - 1L);
    }

    int get(String name, int absent) {
      Optional<BsonSlice> value = operands.optional(name).map(e -> e.evaluate(scope));
      if (value.isPresent() && value.get().isNullish()) {
        nullish = true;
        return absent;
      }
      return value
          .map(
              v ->
                  Values.intValue(v)
                      .orElseThrow(
                          () ->
                              DuetException.located(
                                  40515,
                                  "'"
                                      + name
                                      + "' must evaluate to an integer, found "
                                      + Values.typeName(v)
                                      + " with value "
                                      + v)))
          .orElse(absent);
    }
  }
}

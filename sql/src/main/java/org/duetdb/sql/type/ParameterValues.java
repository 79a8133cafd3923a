package org.duetdb.sql.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * From the Java objects that a caller binds to the values of a statement. A number keeps its size
 * even where it is larger than the parameter's type: {@code id = 3000000000} on an INTEGER column
 * is false, not an error.
 */
public final class ParameterValues {
  private ParameterValues() {}

  /** What makes a value for a parameter of {@code type} of a caller's non-null object. */
  public static Function<Object, Object> to(RelDataType type) {
    return switch (SqlTypes.name(type)) {
      case BOOLEAN -> ParameterValues::bool;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> ParameterValues::number;
      case REAL, FLOAT, DOUBLE -> value -> narrow(number(value), SqlTypeName.DOUBLE);
      case DECIMAL -> value -> narrow(number(value), SqlTypeName.DECIMAL);
      case CHAR, VARCHAR -> ParameterValues::text;
      case BINARY, VARBINARY -> ParameterValues::bytes;
      case DATE -> value -> Math.floorDiv(moment(value), Moments.DAY) * Moments.DAY;
      case TIME -> value -> Math.floorMod(moment(value), Moments.DAY);
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> ParameterValues::moment;
      case UUID -> value -> value instanceof UUID ? value : uuid(text(value));
      case INTERVAL_YEAR_MONTH ->
          value ->
              value instanceof Period period
                  ? (Object) (int) period.toTotalMonths()
                  : number(value);
      case INTERVAL_DAY_SECOND ->
          value ->
              value instanceof Duration duration ? (Object) duration.toMillis() : number(value);
      case ARRAY, MULTISET -> array(to(type.getComponentType()));
      case MAP -> map(ValueCodec.of(type));
      default -> AnyObjects::fromJava;
    };
  }

  private static Function<Object, Object> array(Function<Object, Object> element) {
    return value -> {
      if (value instanceof Collection<?> list) {
        return list.stream().map(each -> JavaValues.orNull(element, each)).toList();
      }
      throw mismatch(value, "an ARRAY");
    };
  }

  /** A document or a map, read as a field of that type would be. */
  private static Function<Object, Object> map(ValueCodec codec) {
    return value -> {
      BsonSlice slice = AnyValues.slice(AnyObjects.fromJava(value));
      if (slice.type() != ElementType.DOCUMENT) {
        throw mismatch(value, "a MAP");
      }
      return Objects.requireNonNull(codec.read(slice.bytes(), slice.slot()));
    };
  }

  private static Object bool(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return parseBoolean(text(value));
  }

  /** Reads a boolean as PostgreSQL does. */
  public static boolean parseBoolean(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default ->
          throw new SqlFailure(SqlState.INVALID_CAST, "'" + text + "' is neither true nor false");
    };
  }

  private static Number number(Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Double) {
      return (Number) value;
    } else if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    } else if (value instanceof Float number) {
      return number.doubleValue();
    } else if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    } else if (value instanceof Decimal128 decimal) {
      return decimal.bigDecimalValue();
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return parseNumber(text(value));
  }

  /** Reads a number of any size. */
  public static Number parseNumber(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException unreadable) {
      throw new SqlFailure(SqlState.INVALID_CAST, "'" + text + "' is not a number", unreadable);
    }
  }

  private static Object narrow(Number value, SqlTypeName type) {
    if (type == SqlTypeName.DOUBLE) {
      return value.doubleValue();
    }
    return value instanceof Double number ? BigDecimal.valueOf(number) : Numbers.decimal(value);
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof LocalDateTime
        || value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof Date && value.getClass() == Date.class) {
      return Moments.timestampText(moment(value));
    } else if (value instanceof Number
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum
        || value instanceof UUID
        || value instanceof ObjectId
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof Date) {
      return value.toString();
    }
    throw mismatch(value, "a text");
  }

  private static ByteString bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    } else if (value instanceof Binary binary) {
      return new ByteString(binary.getData());
    } else if (value instanceof UUID uuid) {
      return new ByteString(
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array());
    }
    throw mismatch(value, "binary data");
  }

  private static long moment(Object value) {
    if (value instanceof LocalDateTime timestamp) {
      return Moments.millis(timestamp);
    } else if (value instanceof LocalDate date) {
      return Moments.millis(date);
    } else if (value instanceof LocalTime time) {
      return Moments.millis(time);
    } else if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    } else if (value instanceof OffsetDateTime offset) {
      return offset.toInstant().toEpochMilli();
    } else if (value instanceof ZonedDateTime zoned) {
      return zoned.toInstant().toEpochMilli();
    } else if (value instanceof Date) {
      return legacyMillis(value);
    } else if (value instanceof String text) {
      return text.indexOf(':') > 0 && text.indexOf('-') < 0
          ? Moments.parseTime(text)
          : Moments.parseTimestamp(text);
    }
    throw mismatch(value, "a date or time");
  }

  /** The milliseconds of a java.util.Date, which JDBC's callers still bind. */
  @SuppressWarnings("JavaUtilDate")
  static long legacyMillis(Object date) {
    return ((Date) date).getTime();
  }

  /** Reads a UUID. */
  public static UUID uuid(String text) {
    try {
      return UUID.fromString(text.strip());
    } catch (IllegalArgumentException unreadable) {
      throw new SqlFailure(SqlState.INVALID_CAST, "'" + text + "' is not a UUID", unreadable);
    }
  }

  private static SqlFailure mismatch(Object value, String wanted) {
    String found = value instanceof BsonSlice slice ? slice.toString() : value.getClass().getName();
    return new SqlFailure(SqlState.DATATYPE_MISMATCH, found + " cannot be " + wanted);
  }
}

package org.duetdb.driver.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** Reads a value as an object: of JDBC's standard class for it, or of a class that is asked for. */
public final class ObjectReading {
  private static final Map<Class<?>, Function<Object, ?>> READINGS = readings();
  private static final String NAME = "value";

  private ObjectReading() {}

  /**
   * What {@code getObject} answers: JDBC's class for dates and times, {@link OffsetDateTime} in UTC
   * for an instant, and the value as SQL hands it out for everything else, so a nested document is
   * an {@code org.bson.Document}.
   */
  public static Object standard(Object value) {
    if (value instanceof LocalDateTime moment) {
      return Timestamp.valueOf(moment);
    }
    if (value instanceof LocalDate day) {
      return Date.valueOf(day);
    }
    if (value instanceof LocalTime time) {
      return TimeReading.toTime(time, ZoneId.systemDefault());
    }
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }

  /** The value as an instance of {@code wanted}; 22018 if no rule leads there. */
  public static <T> T as(Object value, Class<T> wanted) {
    var reading = READINGS.get(wanted);
    if (reading != null) {
      return wanted.cast(reading.apply(value));
    }
    if (wanted.isInstance(value)) {
      return wanted.cast(value);
    }
    if (BsonValue.class.isAssignableFrom(wanted)) {
      return wanted.cast(toBsonValue(value, wanted));
    }
    throw wanted.isPrimitive() ? primitive(wanted) : Misfit.noConversion(value, wanted.getName());
  }

  /** The value as bytes; a text must consist of hexadecimal digits. */
  public static byte[] toBytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.clone(); // because the value may be the document's own
    }
    if (value instanceof Binary binary) {
      return binary.getData().clone();
    }
    if (value instanceof ObjectId id) {
      return id.toByteArray();
    }
    if (value instanceof String text) {
      try {
        return HexFormat.of().parseHex(text);
      } catch (IllegalArgumentException wrong) {
        throw Misfit.noConversion(value, "byte array", wrong);
      }
    }
    throw Misfit.noConversion(value, "byte array");
  }

  private static SqlFailure primitive(Class<?> wanted) {
    return new SqlFailure(
        SqlState.INVALID_PARAMETER_VALUE,
        "an object cannot be had as the primitive type " + wanted + "; ask for its wrapper class");
  }

  private static Map<Class<?>, Function<Object, ?>> readings() {
    var table = new HashMap<Class<?>, Function<Object, ?>>();
    table.put(Object.class, ObjectReading::standard);
    table.put(String.class, TextReading::text);
    table.put(Boolean.class, NumberReading::toBoolean);
    table.put(Byte.class, NumberReading::toByte);
    table.put(Short.class, NumberReading::toShort);
    table.put(Integer.class, NumberReading::toInt);
    table.put(Long.class, NumberReading::toLong);
    table.put(Float.class, NumberReading::toFloat);
    table.put(Double.class, NumberReading::toDouble);
    table.put(BigDecimal.class, NumberReading::toBigDecimal);
    table.put(BigInteger.class, NumberReading::toBigInteger);
    table.put(Decimal128.class, ObjectReading::toDecimal128);
    table.put(byte[].class, ObjectReading::toBytes);
    table.put(Binary.class, value -> new Binary(toBytes(value)));
    table.put(UUID.class, ObjectReading::toUuid);
    table.put(ObjectId.class, ObjectReading::toObjectId);
    table.put(Document.class, ObjectReading::toDocument);
    table.put(Map.class, ObjectReading::toDocument);
    table.put(BsonDocument.class, ObjectReading::toBsonDocument);
    table.put(List.class, ObjectReading::toList);
    table.put(Collection.class, ObjectReading::toList);
    table.put(Period.class, ObjectReading::toPeriod);
    table.put(Duration.class, ObjectReading::toDuration);
    putTimes(table);
    return table;
  }

  private static void putTimes(Map<Class<?>, Function<Object, ?>> table) {
    table.put(Date.class, value -> TimeReading.toDate(value, ZoneId.systemDefault()));
    table.put(Time.class, value -> TimeReading.toTime(value, ZoneId.systemDefault()));
    table.put(Timestamp.class, value -> TimeReading.toTimestamp(value, ZoneId.systemDefault()));
    table.put(
        java.util.Date.class,
        value -> java.util.Date.from(TimeReading.toInstant(value, ZoneId.systemDefault())));
    table.put(LocalDate.class, TimeReading::toLocalDate);
    table.put(LocalTime.class, TimeReading::toLocalTime);
    table.put(LocalDateTime.class, value -> TimeReading.toLocalDateTime(value, ZoneOffset.UTC));
    table.put(Instant.class, value -> TimeReading.toInstant(value, ZoneOffset.UTC));
    table.put(OffsetDateTime.class, TimeReading::toOffsetDateTime);
    table.put(ZonedDateTime.class, value -> TimeReading.toOffsetDateTime(value).toZonedDateTime());
    table.put(OffsetTime.class, value -> TimeReading.toLocalTime(value).atOffset(ZoneOffset.UTC));
  }

  private static Decimal128 toDecimal128(Object value) {
    if (value instanceof Decimal128 decimal) {
      return decimal;
    }
    try {
      return new Decimal128(NumberReading.toBigDecimal(value));
    } catch (NumberFormatException tooLarge) {
      throw Misfit.outOfRange(value, "Decimal128");
    }
  }

  private static UUID toUuid(Object value) {
    if (value instanceof UUID id) {
      return id;
    }
    try {
      return UUID.fromString(TextReading.text(value));
    } catch (IllegalArgumentException wrong) {
      throw Misfit.noConversion(value, "UUID", wrong);
    }
  }

  private static ObjectId toObjectId(Object value) {
    if (value instanceof ObjectId id) {
      return id;
    }
    String text = TextReading.text(value);
    if (!ObjectId.isValid(text)) {
      throw Misfit.noConversion(value, "ObjectId");
    }
    return new ObjectId(text);
  }

  private static Document toDocument(Object value) {
    if (value instanceof Document document) {
      return document;
    }
    if (!(value instanceof String text)) {
      throw Misfit.noConversion(value, "document");
    }
    try {
      return Document.parse(text);
    } catch (RuntimeException wrong) { // the JSON reader throws several kinds
      throw Misfit.noConversion(value, "document", wrong);
    }
  }

  private static BsonDocument toBsonDocument(Object value) {
    return toDocument(value).toBsonDocument(BsonDocument.class, TextReading.CODECS);
  }

  /** The value as BSON has it, if that is of the class wanted. */
  private static BsonValue toBsonValue(Object value, Class<?> wanted) {
    try {
      BsonValue found =
          new Document(NAME, value)
              .toBsonDocument(BsonDocument.class, TextReading.CODECS)
              .toBsonDocument()
              .get(NAME);
      if (wanted.isInstance(found)) {
        return found;
      }
    } catch (CodecConfigurationException unknown) {
      throw Misfit.noConversion(value, wanted.getName(), unknown);
    }
    throw Misfit.noConversion(value, wanted.getName());
  }

  private static List<?> toList(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw Misfit.noConversion(value, "list");
  }

  private static Period toPeriod(Object value) {
    try {
      return value instanceof Period period ? period : Period.parse(TextReading.text(value));
    } catch (DateTimeException wrong) {
      throw Misfit.noConversion(value, "period", wrong);
    }
  }

  private static Duration toDuration(Object value) {
    try {
      return value instanceof Duration length ? length : Duration.parse(TextReading.text(value));
    } catch (DateTimeException wrong) {
      throw Misfit.noConversion(value, "duration", wrong);
    }
  }
}

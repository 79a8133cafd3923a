package org.duetdb.driver.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** Turns what a JDBC setter gets into the classes that SQL takes for a {@code ?}. */
public final class ParameterValue {
  /** What SQL takes as it is. */
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          Instant.class,
          Period.class,
          Duration.class,
          UUID.class,
          ObjectId.class,
          Document.class);

  private ParameterValue() {}

  /**
   * The value for a {@code ?} whose place asks for {@code target}.
   *
   * @throws SqlFailure 22023 if SQL has no such values
   * @throws SQLException if a foreign LOB or array cannot be read
   */
  public static @Nullable Object of(@Nullable Object value, SqlType target) throws SQLException {
    boolean local = target != SqlType.ANY && target != SqlType.TIMESTAMP_WITH_TIME_ZONE;
    return value == null ? null : of(value, local);
  }

  /**
   * The value, converted to the JDBC type {@code code} first.
   *
   * @param scale the digits after the point of a DECIMAL; negative to leave them
   */
  public static @Nullable Object ofType(@Nullable Object value, int code, int scale)
      throws SQLException {
    Class<?> wanted = JdbcType.parameterClass(code);
    boolean local = wanted != Instant.class && wanted != Object.class;
    Object plain = value == null ? null : of(value, local);
    if (plain == null || wanted == Object.class) {
      return plain;
    }
    Object converted = ObjectReading.as(plain, wanted);
    return converted instanceof BigDecimal number && scale >= 0
        ? number.setScale(scale, RoundingMode.HALF_UP)
        : converted;
  }

  /**
   * {@code local}: whether JDBC's timestamps are wanted as what a clock in the JVM's zone shows.
   */
  private static @Nullable Object of(Object value, boolean local) throws SQLException {
    if (PLAIN.contains(value.getClass())) {
      return value;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof java.util.Date date) {
      return ofDate(date, local);
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone(); // because the caller may fill the array anew
    }
    if (value instanceof Character letter) {
      return letter.toString();
    }
    if (value instanceof BsonValue bson) { // before maps, because a BsonDocument is one
      return ofBson(bson);
    }
    if (value instanceof Map<?, ?> || value instanceof Collection<?> || isArray(value)) {
      return ofNested(value);
    }
    return ofTimeOrLarge(value);
  }

  private static boolean isArray(Object value) {
    return value.getClass().isArray() || value instanceof Array;
  }

  private static Object ofNumber(Number number) {
    if (number instanceof Byte || number instanceof Short) {
      return number.intValue();
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (number instanceof Decimal128 decimal) {
      return decimal.isFinite()
          ? NumberReading.toBigDecimal(decimal)
          : (Object) NumberReading.toDouble(decimal);
    }
    throw unknown(number);
  }

  private static Object ofDate(java.util.Date date, boolean local) {
    ZoneId zone = ZoneId.systemDefault();
    if (date instanceof java.sql.Date day) {
      return day.toLocalDate();
    }
    if (date instanceof Time time) {
      // Time.toLocalTime would cut the milliseconds off.
      return LocalTime.ofInstant(Instant.ofEpochMilli(time.getTime()), zone);
    }
    Instant instant = date.toInstant();
    if (!local) {
      return instant;
    }
    return date instanceof java.sql.Timestamp stamp
        ? stamp.toLocalDateTime()
        : LocalDateTime.ofInstant(instant, zone);
  }

  private static Object ofNested(Object value) throws SQLException {
    if (value instanceof Map<?, ?> map) {
      var document = new Document();
      map.forEach((name, member) -> document.append(String.valueOf(name), member));
      return document;
    }
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    Object elements = value instanceof Array array ? array.getArray() : value;
    if (elements instanceof Object[] objects) {
      return Arrays.asList(objects.clone());
    } else if (elements == null || !elements.getClass().isArray()) {
      throw unknown(value);
    }
    List<Object> boxed = new ArrayList<>();
    for (int i = 0; i < java.lang.reflect.Array.getLength(elements); i++) {
      boxed.add(java.lang.reflect.Array.get(elements, i));
    }
    return boxed;
  }

  private static @Nullable Object ofBson(BsonValue value) {
    var holder = new BsonDocument("v", value);
    Object decoded =
        new DocumentCodec(TextReading.CODECS)
            .decode(new BsonDocumentReader(holder), DecoderContext.builder().build())
            .get("v");
    return decoded instanceof java.util.Date date ? date.toInstant() : decoded;
  }

  private static Object ofTimeOrLarge(Object value) throws SQLException {
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (value instanceof ZonedDateTime moment) {
      return moment.toInstant();
    }
    if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    if (value instanceof OffsetTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }
    if (value instanceof Clob clob) {
      return clob.getSubString(1, Math.toIntExact(clob.length()));
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
    if (value instanceof SQLXML xml) {
      return xml.getString();
    }
    if (value.getClass().getPackageName().equals(ObjectId.class.getPackageName())) {
      return value; // BSON's other types, such as Binary, Code and MaxKey
    }
    throw unknown(value);
  }

  private static SqlFailure unknown(Object value) {
    return new SqlFailure(
        SqlState.INVALID_PARAMETER_VALUE, "a parameter cannot be a " + value.getClass().getName());
  }
}

package org.duetdb.driver.value;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bson.Document;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;

/**
 * How JDBC sees SQL's types.
 *
 * @param code the number in {@link Types}
 * @param objectClass the class of what {@code getObject} answers
 * @param precision the most digits, characters or bytes, where the type has no declared limit; 0
 *     without one
 * @param width how many characters the text of a value has at most; 0 if that depends on the
 *     precision
 */
public record JdbcType(int code, Class<?> objectClass, int precision, int width) {
  /** The most characters or bytes that fit into a document of 16 MiB. */
  public static final int LONGEST = 16 << 20;

  private static final int UUID_DIGITS = 36;

  /** How JDBC sees {@code type}. */
  public static JdbcType of(SqlType type) {
    return switch (type) {
      case BOOLEAN -> new JdbcType(Types.BOOLEAN, Boolean.class, 1, 5);
      case TINYINT -> new JdbcType(Types.TINYINT, Integer.class, 3, 4);
      case SMALLINT -> new JdbcType(Types.SMALLINT, Integer.class, 5, 6);
      case INTEGER -> new JdbcType(Types.INTEGER, Integer.class, 10, 11);
      case BIGINT -> new JdbcType(Types.BIGINT, Long.class, 19, 20);
      case REAL -> new JdbcType(Types.REAL, Float.class, 7, 15);
      case DOUBLE -> new JdbcType(Types.DOUBLE, Double.class, 15, 25);
      case DECIMAL -> new JdbcType(Types.DECIMAL, BigDecimal.class, 34, 0);
      case CHAR -> new JdbcType(Types.CHAR, String.class, LONGEST, 0);
      case VARCHAR -> new JdbcType(Types.VARCHAR, String.class, LONGEST, 0);
      case BINARY -> new JdbcType(Types.BINARY, byte[].class, LONGEST, 0);
      case VARBINARY -> new JdbcType(Types.VARBINARY, byte[].class, LONGEST, 0);
      case DATE -> new JdbcType(Types.DATE, java.sql.Date.class, 10, 10);
      case TIME -> new JdbcType(Types.TIME, java.sql.Time.class, 12, 12);
      case TIMESTAMP -> new JdbcType(Types.TIMESTAMP, java.sql.Timestamp.class, 23, 23);
      case TIMESTAMP_WITH_TIME_ZONE ->
          new JdbcType(Types.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.class, 29, 29);
      case INTERVAL_YEAR_MONTH -> new JdbcType(Types.OTHER, Period.class, 10, 20);
      case INTERVAL_DAY_TIME -> new JdbcType(Types.OTHER, Duration.class, 19, 30);
      case UUID -> new JdbcType(Types.OTHER, UUID.class, UUID_DIGITS, UUID_DIGITS);
      case ARRAY -> new JdbcType(Types.ARRAY, java.sql.Array.class, 0, LONGEST);
      case ROW -> new JdbcType(Types.STRUCT, Document.class, 0, LONGEST);
      case MAP -> new JdbcType(Types.OTHER, Document.class, 0, LONGEST);
      case ANY -> new JdbcType(Types.OTHER, Object.class, 0, LONGEST);
      case NULL -> new JdbcType(Types.NULL, Object.class, 0, 4);
    };
  }

  /** The type that SQL writes as {@code typeName}, without regard to limits; ANY if unknown. */
  public static JdbcType named(String typeName) {
    String upper = typeName.toUpperCase(Locale.ROOT);
    String word = upper.split("[ (]", 2)[0];
    return of(
        switch (word) {
          case "INT" -> SqlType.INTEGER;
          case "NUMERIC", "DEC" -> SqlType.DECIMAL;
          case "FLOAT" -> SqlType.DOUBLE;
          case "CHARACTER" ->
              upper.startsWith("CHARACTER VARYING") ? SqlType.VARCHAR : SqlType.CHAR;
          case "TIMESTAMP" ->
              upper.endsWith(" TIME ZONE") ? SqlType.TIMESTAMP_WITH_TIME_ZONE : SqlType.TIMESTAMP;
          default ->
              Arrays.stream(SqlType.values())
                  .filter(type -> type.name().equals(word))
                  .findFirst()
                  .orElse(SqlType.ANY);
        });
  }

  /** A type's name as JDBC reports it: without lengths, digits and fields. */
  public static String nameWithoutLimits(String typeName) {
    return typeName.startsWith("ROW(") ? "ROW" : typeName.replaceAll("\\([^)]*\\)", "");
  }

  /** Whether values of {@code type} are numbers with a sign. */
  public static boolean isSigned(SqlType type) {
    return switch (type) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      case BOOLEAN,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          UUID,
          ARRAY,
          ROW,
          MAP,
          ANY,
          NULL ->
          false;
    };
  }

  /** Whether upper and lower case differ in values of {@code type}. */
  public static boolean isCaseSensitive(SqlType type) {
    return type == SqlType.CHAR || type == SqlType.VARCHAR || type == SqlType.ANY;
  }

  /**
   * The class that a parameter gets which is set as the JDBC type {@code code}; {@code Object} for
   * types that take anything.
   */
  static Class<?> parameterClass(int code) {
    return switch (code) {
      case Types.BOOLEAN, Types.BIT -> Boolean.class;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Integer.class;
      case Types.BIGINT -> Long.class;
      case Types.REAL -> Float.class;
      case Types.FLOAT, Types.DOUBLE -> Double.class;
      case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML ->
          String.class;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> byte[].class;
      case Types.DATE -> LocalDate.class;
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> LocalTime.class;
      case Types.TIMESTAMP -> LocalDateTime.class;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Instant.class;
      case Types.ARRAY -> List.class;
      case Types.STRUCT -> Document.class;
      case Types.OTHER, Types.JAVA_OBJECT, Types.NULL -> Object.class;
      default ->
          throw new SqlFailure(
              SqlState.INVALID_PARAMETER_VALUE, "a parameter cannot have the JDBC type " + code);
    };
  }
}

package org.duetdb.sql;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/**
 * The types of SQL values, each with the one Java class in which {@link SqlRows} hands its values
 * out. How each is stored in a document is written beside its codec in {@code org.duetdb.sql.type}.
 */
public enum SqlType {
  /** True or false. */
  BOOLEAN(Boolean.class),
  /** 8 bits. */
  TINYINT(Integer.class),
  /** 16 bits. */
  SMALLINT(Integer.class),
  /** 32 bits. */
  INTEGER(Integer.class),
  /** 64 bits. */
  BIGINT(Long.class),
  /** 32 bits, binary floating point. */
  REAL(Float.class),
  /** 64 bits, binary floating point; also FLOAT. */
  DOUBLE(Double.class),
  /** Up to 34 decimal digits; also NUMERIC. */
  DECIMAL(BigDecimal.class),
  /** Text of one length. */
  CHAR(String.class),
  /** Text. */
  VARCHAR(String.class),
  /** Bytes of one length. */
  BINARY(byte[].class),
  /** Bytes. */
  VARBINARY(byte[].class),
  /** A day. */
  DATE(LocalDate.class),
  /** A time of day, in milliseconds. */
  TIME(LocalTime.class),
  /** A day and a time, in milliseconds, without a zone. */
  TIMESTAMP(LocalDateTime.class),
  /** An instant, in milliseconds. */
  TIMESTAMP_WITH_TIME_ZONE(Instant.class),
  /** Years and months. */
  INTERVAL_YEAR_MONTH(Period.class),
  /** Days to milliseconds. */
  INTERVAL_DAY_TIME(Duration.class),
  /** A universally unique identifier. */
  UUID(UUID.class),
  /** Values in order. */
  ARRAY(List.class),
  /** Named fields of declared types. */
  ROW(Document.class),
  /** Named fields of one type. */
  MAP(Document.class),
  /**
   * Whatever the document holds: String, Integer, Long, Double, BigDecimal, Boolean, Instant for a
   * date, byte[] for binary, ObjectId, UUID, List, Document, and the classes of {@code
   * org.bson.types} for the rest.
   */
  ANY(Object.class),
  /** The type of a bare NULL. */
  NULL(Object.class);

  private final Class<?> javaClass;

  SqlType(Class<?> javaClass) {
    this.javaClass = javaClass;
  }

  /** The class of the type's values. */
  public Class<?> javaClass() {
    return javaClass;
  }
}

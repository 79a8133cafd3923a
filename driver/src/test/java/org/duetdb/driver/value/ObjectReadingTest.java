package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectReadingTest {
  private static final UUID ID = UUID.fromString("12345678-1234-1234-1234-123456789abc");
  private static final ObjectId OID = new ObjectId("65e0f1a2b3c4d5e6f7a8b9c0");
  private static final Document NESTED = new Document("city", "Bern").append("zip", 3000);

  @Test
  void theStandardObjectsAreThoseOfJdbc() {
    assertThat(ObjectReading.standard(LocalDate.of(2024, 2, 29)))
        .isEqualTo(Date.valueOf("2024-02-29"));
    assertThat(ObjectReading.standard(LocalTime.of(1, 2, 3))).isEqualTo(Time.valueOf("01:02:03"));
    assertThat(ObjectReading.standard(LocalDateTime.of(2024, 2, 29, 1, 2)))
        .isEqualTo(Timestamp.valueOf("2024-02-29 01:02:00"));
    assertThat(ObjectReading.standard(Instant.EPOCH))
        .isEqualTo(OffsetDateTime.parse("1970-01-01T00:00Z"));
    assertThat(ObjectReading.standard(OID)).isSameAs(OID);
    assertThat(ObjectReading.standard(NESTED)).isSameAs(NESTED);
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of(7, Long.class, 7L),
        Arguments.of(7, String.class, "7"),
        Arguments.of("7", Integer.class, 7),
        Arguments.of(7L, Short.class, (short) 7),
        Arguments.of(7L, Byte.class, (byte) 7),
        Arguments.of(7, Float.class, 7f),
        Arguments.of(7, Double.class, 7d),
        Arguments.of(1, Boolean.class, true),
        Arguments.of(7, BigInteger.class, BigInteger.valueOf(7)),
        Arguments.of(7, BigDecimal.class, BigDecimal.valueOf(7)),
        Arguments.of(new BigDecimal("1.50"), Decimal128.class, Decimal128.parse("1.50")),
        Arguments.of("0aff", byte[].class, new byte[] {10, -1}),
        Arguments.of(new byte[] {1}, Binary.class, new Binary(new byte[] {1})),
        Arguments.of(ID.toString(), UUID.class, ID),
        Arguments.of(OID.toHexString(), ObjectId.class, OID),
        Arguments.of(OID, String.class, OID.toHexString()),
        Arguments.of(NESTED, Map.class, NESTED),
        Arguments.of("{\"a\": 1}", Document.class, new Document("a", 1)),
        Arguments.of(NESTED, BsonDocument.class, NESTED.toBsonDocument()),
        Arguments.of(NESTED, String.class, "{\"city\": \"Bern\", \"zip\": 3000}"),
        Arguments.of(List.of(1, 2), Collection.class, List.of(1, 2)),
        Arguments.of(List.of(1, "b"), String.class, "[1, \"b\"]"),
        Arguments.of("P1M", Period.class, Period.ofMonths(1)),
        Arguments.of("PT1S", Duration.class, Duration.ofSeconds(1)),
        Arguments.of(Instant.EPOCH, java.util.Date.class, java.util.Date.from(Instant.EPOCH)),
        Arguments.of(Instant.EPOCH, Timestamp.class, Timestamp.from(Instant.EPOCH)),
        Arguments.of(Instant.EPOCH, LocalDate.class, LocalDate.EPOCH),
        Arguments.of(Instant.EPOCH, ZonedDateTime.class, Instant.EPOCH.atZone(ZoneOffset.UTC)),
        Arguments.of(LocalTime.NOON, OffsetTime.class, LocalTime.NOON.atOffset(ZoneOffset.UTC)),
        Arguments.of(LocalDate.EPOCH, Instant.class, Instant.EPOCH),
        Arguments.of(7, Number.class, 7));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void aValueIsReadAsTheClassThatIsAskedFor(Object value, Class<?> wanted, Object expected) {
    assertThat((Object) ObjectReading.as(value, wanted)).isInstanceOf(wanted).isEqualTo(expected);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(7, UUID.class),
        Arguments.of("x", ObjectId.class),
        Arguments.of("{", Document.class),
        Arguments.of(7, Document.class),
        Arguments.of(7, List.class),
        Arguments.of("xyz", byte[].class),
        Arguments.of(7, byte[].class),
        Arguments.of("1 month", Period.class),
        Arguments.of("1 second", Duration.class),
        Arguments.of(7, Thread.class));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatNoRuleLeadsToIsRefused(Object value, Class<?> wanted) {
    assertThatThrownBy(() -> ObjectReading.as(value, wanted))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.INVALID_CAST))
        .hasMessageContaining("'" + value + "'");
  }

  @Test
  void aPrimitiveClassIsRefusedWithTheReason() {
    assertThatThrownBy(() -> ObjectReading.as(7, long.class))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("wrapper");
  }

  @Test
  void bytesAreCopiedOnTheWayOut() {
    byte[] own = {1, 2};

    byte[] read = ObjectReading.toBytes(own);
    read[0] = 9;

    assertThat(own).containsExactly(1, 2);
  }

  @Test
  void aLongValueIsCutInTheMessage() {
    assertThatThrownBy(() -> ObjectReading.as("x".repeat(1_000), UUID.class))
        .hasMessageContaining("xxx...")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(120));
  }
}

package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.ObjectId;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterValueTest {
  private static final Instant INSTANT = Instant.parse("2024-02-29T20:30:00.123Z");
  private static final LocalDateTime LOCAL =
      LocalDateTime.ofInstant(INSTANT, ZoneId.systemDefault());

  static Stream<Arguments> values() {
    var calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(INSTANT.toEpochMilli());
    return Stream.of(
        Arguments.of((byte) 7, 7),
        Arguments.of((short) 7, 7),
        Arguments.of(BigInteger.TEN, BigDecimal.TEN),
        Arguments.of(Decimal128.parse("1.50"), new BigDecimal("1.50")),
        Arguments.of(Decimal128.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
        Arguments.of('x', "x"),
        Arguments.of(new Date(0), new Date(0).toLocalDate()),
        Arguments.of(Time.valueOf("01:02:03"), LocalTime.of(1, 2, 3)),
        Arguments.of(OffsetTime.parse("10:00+02:00"), LocalTime.of(8, 0)),
        Arguments.of(INSTANT.atOffset(java.time.ZoneOffset.ofHours(2)), INSTANT),
        Arguments.of(INSTANT.atZone(ZoneId.of("Asia/Tokyo")), INSTANT),
        Arguments.of(calendar, INSTANT),
        Arguments.of(Map.of("a", 1), new Document("a", 1)),
        Arguments.of(Set.of(1), List.of(1)),
        Arguments.of(new Integer[] {1, 2}, List.of(1, 2)),
        Arguments.of(new BsonInt32(7), 7),
        Arguments.of(new BsonDateTime(0), Instant.EPOCH),
        Arguments.of(new BsonDocument("a", new BsonString("b")), new Document("a", "b")),
        Arguments.of(new MaxKey(), new MaxKey()),
        Arguments.of(
            new ObjectId("65e0f1a2b3c4d5e6f7a8b9c0"), new ObjectId("65e0f1a2b3c4d5e6f7a8b9c0")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyClassBecomesOneThatSqlTakes(Object value, Object expected) throws SQLException {
    assertThat(ParameterValue.of(value, SqlType.ANY)).isEqualTo(expected);
  }

  @Test
  void jdbcTimestampsFollowTheTypeOfTheirPlace() throws SQLException {
    var stamp = Timestamp.from(INSTANT);

    assertThat(ParameterValue.of(stamp, SqlType.TIMESTAMP)).isEqualTo(LOCAL);
    assertThat(ParameterValue.of(stamp, SqlType.TIMESTAMP_WITH_TIME_ZONE)).isEqualTo(INSTANT);
    assertThat(ParameterValue.of(stamp, SqlType.ANY)).isEqualTo(INSTANT);
    assertThat(ParameterValue.of(java.util.Date.from(INSTANT), SqlType.TIMESTAMP)).isEqualTo(LOCAL);
  }

  @Test
  void aTimeKeepsItsMilliseconds() throws SQLException {
    var time = new Time(Time.valueOf("01:02:03").getTime() + 4);

    assertThat(ParameterValue.of(time, SqlType.TIME)).isEqualTo(LocalTime.parse("01:02:03.004"));
  }

  @Test
  void bytesAreCopiedOnTheWayIn() throws SQLException {
    byte[] own = {1, 2};

    Object value = ParameterValue.of(own, SqlType.VARBINARY);
    own[0] = 9;

    assertThat(value).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void nullAndBsonNullAreSqlsNull() throws SQLException {
    assertThat(ParameterValue.of(null, SqlType.INTEGER)).isNull();
    assertThat(ParameterValue.of(new BsonNull(), SqlType.ANY)).isNull();
    assertThat(ParameterValue.ofType(null, Types.INTEGER, -1)).isNull();
  }

  @Test
  void aClassThatSqlHasNotIsRefused() {
    assertThatThrownBy(() -> ParameterValue.of(Thread.currentThread(), SqlType.ANY))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
        .hasMessageContaining("java.lang.Thread");
  }

  static Stream<Arguments> typed() {
    return Stream.of(
        Arguments.of("7", Types.INTEGER, 7),
        Arguments.of(7, Types.VARCHAR, "7"),
        Arguments.of(7, Types.BIGINT, 7L),
        Arguments.of(1, Types.BOOLEAN, true),
        Arguments.of("1.255", Types.DOUBLE, 1.255),
        Arguments.of("2024-02-29", Types.DATE, LocalDate.of(2024, 2, 29)),
        Arguments.of("08:00:00", Types.TIME, LocalTime.of(8, 0)),
        Arguments.of(Timestamp.from(INSTANT), Types.TIMESTAMP, LOCAL),
        Arguments.of(Timestamp.from(INSTANT), Types.TIMESTAMP_WITH_TIMEZONE, INSTANT),
        Arguments.of("{\"a\": 1}", Types.STRUCT, new Document("a", 1)),
        Arguments.of(new Object[] {1}, Types.ARRAY, List.of(1)),
        Arguments.of(LOCAL, Types.OTHER, LOCAL));
  }

  @ParameterizedTest
  @MethodSource("typed")
  void aTargetTypeConvertsFirst(Object value, int type, Object expected) throws SQLException {
    assertThat(ParameterValue.ofType(value, type, -1)).isEqualTo(expected);
  }

  @Test
  void aScaleRoundsADecimal() throws SQLException {
    assertThat(ParameterValue.ofType("1.255", Types.DECIMAL, 2)).isEqualTo(new BigDecimal("1.26"));
    assertThat(ParameterValue.ofType("1.255", Types.NUMERIC, -1))
        .isEqualTo(new BigDecimal("1.255"));
  }

  @Test
  void anImpossibleTargetTypeIsRefused() {
    assertThatThrownBy(() -> ParameterValue.ofType(7, Types.ROWID, -1))
        .isInstanceOf(SqlFailure.class);
    assertThatThrownBy(() -> ParameterValue.ofType("x", Types.INTEGER, -1))
        .isInstanceOf(SqlFailure.class);
  }
}

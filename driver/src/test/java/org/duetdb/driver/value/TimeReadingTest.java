package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.duetdb.sql.SqlFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReadingTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Instant LATE = Instant.parse("2024-02-29T20:30:00.123Z");
  private static final LocalDateTime MOMENT = LocalDateTime.parse("2024-02-29T20:30:00.123");

  @Test
  void javaTimeClassesConvertInUtc() {
    assertThat(TimeReading.toLocalDate(LATE)).isEqualTo("2024-02-29");
    assertThat(TimeReading.toLocalTime(LATE)).isEqualTo("20:30:00.123");
    assertThat(TimeReading.toLocalDateTime(LATE, ZoneOffset.UTC)).isEqualTo(MOMENT);
    assertThat(TimeReading.toInstant(MOMENT, ZoneOffset.UTC)).isEqualTo(LATE);
    assertThat(TimeReading.toOffsetDateTime(MOMENT)).isEqualTo("2024-02-29T20:30:00.123Z");
  }

  @Test
  void jdbcClassesConvertInTheZoneThatIsGiven() {
    assertThat(TimeReading.toTimestamp(MOMENT, TOKYO).toInstant())
        .isEqualTo("2024-02-29T11:30:00.123Z");
    assertThat(TimeReading.toDate(LATE, TOKYO).getTime())
        .isEqualTo(Instant.parse("2024-02-29T15:00:00Z").toEpochMilli());
    assertThat(TimeReading.toTime(LATE, TOKYO).getTime())
        .isEqualTo(Instant.parse("1969-12-31T20:30:00.123Z").toEpochMilli());
  }

  @Test
  void aTimestampOfAnInstantIsThatInstantInEveryZone() {
    assertThat(TimeReading.toTimestamp(LATE, TOKYO)).isEqualTo(Timestamp.from(LATE));
  }

  @Test
  void inTheZoneOfTheJvmJdbcClassesShowTheSameDigits() {
    ZoneId zone = ZoneId.systemDefault();

    assertThat(TimeReading.toTimestamp(MOMENT, zone)).isEqualTo(Timestamp.valueOf(MOMENT));
    assertThat(TimeReading.toDate(MOMENT, zone)).isEqualTo(Date.valueOf("2024-02-29"));
    assertThat(TimeReading.toTime(LocalTime.of(1, 2, 3), zone)).isEqualTo(Time.valueOf("01:02:03"));
  }

  @Test
  void daysBeforeTheGregorianCalendarKeepTheirDigits() {
    var old = LocalDate.of(1500, 3, 1);

    assertThat(TimeReading.toDate(old, ZoneId.systemDefault())).hasToString("1500-03-01");
    assertThat(TimeReading.toTimestamp(old, ZoneId.systemDefault()))
        .hasToString("1500-03-01 00:00:00.0");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29 20:30:00.123, 2024-02-29T20:30:00.123",
    "2024-02-29T20:30, 2024-02-29T20:30",
    "2024-02-29, 2024-02-29T00:00",
    "20:30:00, 1970-01-01T20:30",
    "2024-02-29 20:30:00+02:00, 2024-02-29T18:30",
    "2024-02-29T20:30:00Z, 2024-02-29T20:30"
  })
  void textsAreReadAsSqlAndIsoWriteThem(String text, LocalDateTime expected) {
    assertThat(TimeReading.toLocalDateTime(text, ZoneOffset.UTC)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024-02-30", "25:00:00", "Z"})
  void textsThatAreNoTimeAreRefused(String text) {
    assertThatThrownBy(() -> TimeReading.toLocalDateTime(text, ZoneOffset.UTC))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void aTimeHasNoDateAndADateNoTime() {
    assertThatThrownBy(() -> TimeReading.toLocalDate(LocalTime.NOON))
        .isInstanceOf(SqlFailure.class);
    assertThatThrownBy(() -> TimeReading.toLocalTime(LocalDate.EPOCH))
        .isInstanceOf(SqlFailure.class);
    assertThatThrownBy(() -> TimeReading.toDate(LocalTime.NOON, TOKYO))
        .isInstanceOf(SqlFailure.class);
    assertThatThrownBy(() -> TimeReading.toTimestamp(7, TOKYO)).isInstanceOf(SqlFailure.class);
  }
}

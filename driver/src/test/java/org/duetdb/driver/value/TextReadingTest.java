package org.duetdb.driver.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextReadingTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("as it is", "as it is"),
        Arguments.of(true, "true"),
        Arguments.of(7L, "7"),
        Arguments.of(new BigDecimal("1E+3"), "1000"),
        Arguments.of(new byte[] {0, -1}, "00ff"),
        Arguments.of(LocalDate.of(2024, 2, 29), "2024-02-29"),
        Arguments.of(LocalTime.of(8, 0), "08:00:00"),
        Arguments.of(LocalTime.of(8, 0, 0, 120_000_000), "08:00:00.12"),
        Arguments.of(LocalDateTime.of(2024, 2, 29, 8, 0), "2024-02-29 08:00:00"),
        Arguments.of(Instant.EPOCH, "1970-01-01 00:00:00+00:00"),
        Arguments.of(
            new Document("at", Instant.EPOCH), "{\"at\": {\"$date\": \"1970-01-01T00:00:00Z\"}}"),
        Arguments.of(
            new Document("id", UUID.fromString("12345678-1234-1234-1234-123456789abc")),
            "{\"id\": {\"$binary\": {\"base64\": \"EjRWeBI0EjQSNBI0VniavA==\", \"subType\":"
                + " \"04\"}}}"),
        Arguments.of(
            new Document("n", new BigDecimal("1.5")), "{\"n\": {\"$numberDecimal\": \"1.5\"}}"),
        Arguments.of(Arrays.asList(1, null, new Document("a", "b")), "[1, null, {\"a\": \"b\"}]"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyValueHasAText(Object value, String text) {
    assertThat(TextReading.text(value)).isEqualTo(text);
  }
}

package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements do, as transcripts. */
class TranscriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub-queries",
        "writes",
        "replace",
        "locking",
        "explain",
        "windows",
        "documents",
        "system-views",
        "constraints",
        "indexes",
        "partial-indexes",
        "primary-order",
        "foreign-keys",
        "unique-references",
        "definitions"
      })
  void aTranscriptIsWhatItsStatementsDo(String name) throws Exception {
    try (InputStream in =
        TranscriptTest.class.getResourceAsStream("/transcripts/" + name + ".sql")) {
      String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(Transcript.run(expected)).isEqualTo(expected);
    }
  }
}

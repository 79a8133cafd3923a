package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of PostgreSQL types first, and what becomes of it. */
class FeatureScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queries",
        "expressions",
        "writes",
        "definitions",
        "refusals",
        "replace",
        "conformance"
      })
  void everyStatementDoesWhatTheScriptSays(String name) throws Exception {
    try (var in = FeatureScriptTest.class.getResourceAsStream("/features/" + name + ".sql")) {
      var expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(FeatureScript.run(expected)).isEqualTo(expected);
    }
  }
}

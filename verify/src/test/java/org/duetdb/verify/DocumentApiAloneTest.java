package org.duetdb.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document API costs an application five jars, and none of them is Calcite. */
final class DocumentApiAloneTest {
  @Test
  void documentApiRunsAsModulesOfApiEngineBsonAndLogging(@TempDir Path work)
      throws IOException, InterruptedException {
    var jars = BuiltJars.jars("duet-api", "duet-engine", "bson", "bson-record-codec", "slf4j-api");

    var seen = new Consumer(work, jars).runOnModulePath("consumer.DocumentConsumer");

    assertThat(seen)
        .containsExactly(
            "{\"_id\": \"a\", \"n\": 3}",
            "{\"_id\": \"a\", \"n\": 3}",
            "{\"_id\": \"a\", \"n\": 7}",
            "11000",
            "module path");
  }
}

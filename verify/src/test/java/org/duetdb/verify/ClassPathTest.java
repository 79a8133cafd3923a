package org.duetdb.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that knows nothing of modules puts the jars on its class path. */
final class ClassPathTest {
  private final Path work;

  ClassPathTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void documentApiRunsOnTheClassPath() throws IOException, InterruptedException {
    var seen = consumer().runOnClassPath("consumer.DocumentConsumer");

    assertThat(seen)
        .containsExactly(
            "{\"_id\": \"a\", \"n\": 3}",
            "{\"_id\": \"a\", \"n\": 3}",
            "{\"_id\": \"a\", \"n\": 7}",
            "11000",
            "class path");
  }

  @Test
  void driverManagerFindsTheDriverOnTheClassPath() throws IOException, InterruptedException {
    var seen = consumer().runOnClassPath("consumer.JdbcConsumer");

    assertThat(seen).containsExactly("a 3", "23505");
  }

  private Consumer consumer() {
    return new Consumer(
        work, BuiltJars.allBut("duet-tools", "duet-samples", "picocli", "slf4j-simple"));
  }
}

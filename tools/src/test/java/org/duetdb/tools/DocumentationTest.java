package org.duetdb.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/** The example in the documentation of schedules must run, and do what it says. */
class DocumentationTest {
  private static final String FENCE = "```\n";

  @Test
  void theExampleGoesAsItExpects() throws IOException {
    var text = Files.readString(Path.of("..", "docs", "schedules.md"));
    int start = text.indexOf(FENCE) + FENCE.length();
    var example = text.substring(start, text.indexOf(FENCE, start));

    var comparison = Comparison.of(ScheduleReader.parse("schedules.md", example), Contenders.all());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.permutations().get(0).contenders())
        .allSatisfy(judged -> assertThat(judged.expected()).isTrue());
  }
}

package org.duetdb.tools.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  static List<String> names() {
    return Scenarios.names();
  }

  static Stream<Arguments> runs() {
    return Scenarios.names().stream()
        .flatMap(
            name ->
                Contenders.all().stream()
                    .map(contender -> Arguments.of(name, contender.key(), contender)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("runs")
  void goesAsTheFileExpects(String name, String key, Contender contender) {
    var comparison = Comparison.of(Scenarios.named(name).orElseThrow(), List.of(contender));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.permutations())
        .allSatisfy(one -> assertThat(one.contenders()).allMatch(Judged::expected, key));
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItShowsAndWhy(String name) {
    Schedule schedule = Scenarios.named(name).orElseThrow();

    assertThat(schedule.name()).isEqualTo(name);
    assertThat(schedule.head().title()).isNotEqualTo(name).hasSizeLessThan(75);
    assertThat(schedule.head().comment()).isNotEmpty();
    assertThat(schedule.head().because()).endsWith(".");
    assertThat(schedule.outcome()).isPresent();
  }

  @Test
  void everyFileIsInTheIndex() throws IOException, URISyntaxException {
    var folder = Path.of(Scenarios.class.getResource("index.txt").toURI()).getParent();

    try (var files = Files.list(folder)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(".spec"))
                  .map(file -> file.substring(0, file.length() - ".spec".length())))
          .containsExactlyInAnyOrderElementsOf(Scenarios.names());
    }
  }

  @Test
  void anUnknownNameIsNoScenario() {
    assertThat(Scenarios.named("../index")).isEmpty();
  }
}

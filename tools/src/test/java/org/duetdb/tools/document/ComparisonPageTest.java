package org.duetdb.tools.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.duetdb.tools.report.ComparisonDocument;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.Schedule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/comparison.md} and the front page say what the contenders do. */
class ComparisonPageTest {
  private static final String PAGE = "docs/comparison.md";

  private static Comparison demonstration = new Comparison(schedule(), List.of());

  @BeforeAll
  static void runTheDemonstration() {
    demonstration = Comparison.explained(schedule(), Contenders.all(), step -> {});
  }

  private static Schedule schedule() {
    return Scenarios.named("wait-or-fail").orElseThrow();
  }

  private static List<Comparison> comparisons(Predicate<String> names, List<Contender> contenders) {
    // Planning their SQL anew for every run takes most of the time; the runs share nothing.
    return Scenarios.names().parallelStream()
        .filter(names)
        .map(name -> Comparison.of(Scenarios.named(name).orElseThrow(), contenders))
        .toList();
  }

  private static boolean isCase(String name) {
    return name.startsWith("hermitage-");
  }

  @Test
  void thePageIsWhatTheContendersDo() throws IOException {
    var cases = comparisons(ComparisonPageTest::isCase, Contenders.levelsAndPolicies());
    var others = comparisons(name -> !isCase(name), Contenders.all());

    GeneratedPage.of(PAGE)
        .with("demonstration", ComparisonDocument.tables(demonstration))
        .with("anomalies", ComparisonDocument.anomalies(cases))
        .with("schedules", ComparisonDocument.conduct(others))
        .settle();
  }

  @Test
  void theFrontPageShowsTheDemonstrationAsItRuns() throws IOException {
    GeneratedPage.of("README.md")
        .with("comparison", ComparisonDocument.table(demonstration.permutations().get(0)))
        .settle();
  }

  @Test
  void everyCaseSaysWhenItsAnomalyOccurs() {
    assertThat(Scenarios.names().stream().filter(ComparisonPageTest::isCase))
        .allSatisfy(
            name -> assertThat(Scenarios.named(name).orElseThrow().anomalies()).isNotEmpty());
  }

  @Test
  void aChangedCellIsNamed() throws IOException {
    var page = GeneratedPage.of(PAGE).with("anomalies", "| a lost update | ok 40001 |\n");

    assertThat(page.difference()).contains("+ | a lost update | ok 40001 |");
  }
}

package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.junit.jupiter.api.Test;

class DifferingTest {
  @Test
  void namesTheFirstStepAtWhichAContenderWaitsAndTheOtherFails() {
    var comparison = Comparison.of(Scenarios.named("wait-or-fail").orElseThrow(), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(0).contenders()))
        .containsExactly(
            "sql:rc first differs from documents at b1",
            "sql:rr does what documents does",
            "sql:ser does what documents does");
  }

  @Test
  void namesTheCommitThatOnlyOneLevelRefuses() {
    var comparison = Comparison.of(Scenarios.named("write-skew").orElseThrow(), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(0).contenders()))
        .containsExactly(
            "sql:rc does what documents does",
            "sql:rr does what documents does",
            "sql:ser first differs from documents at b3");
  }
}

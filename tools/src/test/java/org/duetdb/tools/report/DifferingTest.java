package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferingTest {
  @Test
  void namesTheFirstStepAtWhichAContenderWaitsAndTheOtherFails() {
    var comparison = Comparison.of(Scenarios.named("wait-or-fail").orElseThrow(), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(0).contenders()))
        .containsExactly(
            "sql:rc first differs from documents at b1: there it fails with 112 WriteConflict"
                + " (decided by level REPEATABLE READ), and its transaction is dead; here it waits"
                + " for A (decided by level READ COMMITTED), then succeeds with 1 row. In documents"
                + " the place decides who waits: a single write does, a transaction fails. In SQL"
                + " clause, policy and level decide.",
            "sql:rr does what documents does.",
            "sql:ser does what documents does.");
  }

  @Test
  void namesTheCommitThatOnlyOneLevelRefuses() {
    var comparison = Comparison.of(Scenarios.named("write-skew").orElseThrow(), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(0).contenders()))
        .containsExactly(
            "sql:rc does what documents does.",
            "sql:rr does what documents does.",
            "sql:ser first differs from documents at b3: there it succeeds; here it fails with 112"
                + " WriteConflict 40001 (decided by level SERIALIZABLE), and its transaction is"
                + " dead. "
                + Reason.SERIALIZABLE.sentence());
  }

  @Test
  void aRetryLoopIsNoWaitForSomebody() {
    var comparison = Comparison.of(Scenarios.named("retry").orElseThrow(), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(2).contenders()))
        .hasSize(3)
        .allMatch(sentence -> sentence.endsWith(Reason.TRANSACTION_RETRY.sentence()));
  }

  @Test
  void whoWasNotRunToItsEndIsComparedWithNobody() {
    var comparison =
        Comparison.of(
            ScheduleReader.parse("x.spec", "session A step a1 { SELECT 1 }"), Contenders.all());

    assertThat(Differing.sentences(comparison.permutations().get(0).contenders()))
        .contains("sql:rc is not compared with documents: documents was not run to its end.");
  }

  @ParameterizedTest
  @CsvSource({
    "hermitage-g-single, documents, sql:rc, SNAPSHOT_SCOPE",
    "wait-or-fail, sql:rr, sql:rc, WAIT_OR_FAIL_BY_LEVEL",
    "hermitage-g0, documents, documents:wait, WAIT_OR_FAIL_BY_LEVEL",
    "hermitage-pmp-write, h2:rc, sql:rc, RESTART_OR_RECHECK"
  })
  void theReasonFitsWhatWasSeen(String schedule, String reference, String other, Reason reason) {
    try (var foreign = new ForeignContenders()) {
      var contenders =
          Stream.of(reference, other)
              .map(key -> Contenders.named(key).or(() -> foreign.named(key)).orElseThrow())
              .toList();
      var comparison = Comparison.of(Scenarios.named(schedule).orElseThrow(), contenders);
      var traces = comparison.permutations().get(0).contenders();

      assertThat(Differing.first(traces.get(0).trace(), traces.get(1).trace()))
          .flatMap(Difference::reason)
          .contains(reason);
    }
  }
}

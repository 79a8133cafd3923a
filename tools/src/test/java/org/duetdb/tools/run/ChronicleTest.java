package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.duetdb.api.spi.Observation.Scope;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/** What traces of Duet tell of snapshots, versions and attempts. */
class ChronicleTest {
  private static final String DEMO =
      """
      pace 100ms
      setup { CREATE TABLE t (k VARCHAR(9) PRIMARY KEY, v INTEGER); INSERT INTO t VALUES ('x', 0); }
      document { db.t.insertOne({_id: 'x', v: 0}) }
      session A
      step a1 { BEGIN; UPDATE t SET v = v + 2 WHERE k = 'x'; }
      document { session.startTransaction(); db.t.updateOne({_id: 'x'}, {$inc: {v: 2}}) }
      step a2 { UPDATE t SET v = v + 2 WHERE k = 'x'; }
      document { db.t.updateOne({_id: 'x'}, {$inc: {v: 2}}) }
      step a3 { COMMIT; } document { session.commitTransaction() }
      step a4 { ROLLBACK; } document { session.abortTransaction() }
      session B
      step b1 { UPDATE t SET v = v + 8 WHERE k = 'x'; }
      document { db.t.updateOne({_id: 'x'}, {$inc: {v: 8}}) }
      step b2 { BEGIN; SELECT v FROM t; }
      document { session.startTransaction(); db.t.find() }
      step b3 { SELECT v FROM t; } document { db.t.find() }
      """;

  private static Trace run(String contender, String permutation) {
    var schedule = ScheduleReader.parse("t.spec", DEMO + "permutation " + permutation);
    return ScheduleRunner.run(
        schedule, schedule.permutations().get(0), Contenders.named(contender).orElseThrow());
  }

  private static List<String> versions(Trace trace) {
    return trace.versions().orElseThrow().stream()
        .map(
            one ->
                one.session()
                    + one.step().map(step -> " " + step).orElse("")
                    + " "
                    + one.content().map(Row::toString).orElse("-")
                    + " "
                    + one.state()
                    + (one.state() == State.COMMITTED ? " " + one.commit() : ""))
        .toList();
  }

  @Test
  void commitsAreCountedFromTheFirstStepAndWhatATransactionOverwroteItselfIsLeftOut() {
    assertThat(versions(run("sql:rc", "a1 a2 b1 a3")))
        .containsExactly(
            "setup (x, 0) COMMITTED 0", "A a2 (x, 4) COMMITTED 1", "B b1 (x, 12) COMMITTED 2");
  }

  @Test
  void whatWasRolledBackIsUndone() {
    assertThat(versions(run("documents", "a1 b1 a4")))
        .containsExactly(
            "setup (x, 0) COMMITTED 0", "A a1 (x, 2) UNDONE", "B b1 (x, 8) COMMITTED 1");
  }

  @Test
  void aTransactionReadsFromOneStateOrEachStatementFromItsOwn() {
    for (var contender : List.of("documents", "sql:rr", "sql:ser")) {
      assertThat(run(contender, "b2 a1 a3 b3").steps().get(3).readings())
          .as(contender)
          .extracting(Reading::scope, Reading::commits)
          .containsExactly(tuple(Scope.TRANSACTION, 0));
    }
    assertThat(run("sql:rc", "b2 a1 a3 b3").steps().get(3).readings())
        .extracting(Reading::scope, Reading::commits)
        .containsExactly(tuple(Scope.STATEMENT, 1));
  }

  @Test
  void aStatementThatWaitedSaysHowOftenItWasTriedAgainAndWhatItReadThen() {
    var step = run("sql:rc", "a1 b1 a3").steps().get(1);

    assertThat(step.retries())
        .extracting(Retry::because, Retry::times, Retry::pauseMillis, Retry::woken)
        .containsExactly(tuple("\"x\" claimed by A", 1, 100L, true));
    assertThat(step.firstReadings()).extracting(Reading::commits).containsExactly(0);
    assertThat(step.laterReadings()).extracting(Reading::commits).containsExactly(1);
    assertThat(step.commits()).containsExactly(2);
  }

  @Test
  void mongoDbsScheduleOfSleepsIsSeenAsSuch() {
    var schedule = Scenarios.named("backoff").orElseThrow();
    var trace =
        ScheduleRunner.run(
            schedule, schedule.permutations().get(0), Contenders.named("documents").orElseThrow());

    assertThat(trace.steps().get(1).retries()).extracting(Retry::times).startsWith(4, 6, 90, 100);
    assertThat(trace.steps().get(1).retries())
        .extracting(Retry::pauseMillis)
        .containsExactly(0L, 1L, 5L, 10L, 100L);
  }

  @Test
  void withTransactionTellsItsPauses() {
    var schedule = Scenarios.named("retry").orElseThrow();
    var trace =
        ScheduleRunner.run(
            schedule, schedule.permutations().get(2), Contenders.named("documents").orElseThrow());

    assertThat(trace.steps().get(1).retries()).isNotEmpty().allMatch(Retry::ofTransaction);
    assertThat(trace.steps().get(1).retries())
        .extracting(Retry::because)
        .containsOnly("112 WriteConflict");
  }
}

package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the runner plays a permutation, on the document API because it needs nothing but the engine.
 */
class ScheduleRunnerTest {
  private static final Contender DOCUMENTS = Contenders.named("documents").orElseThrow();

  private static final String DEMO =
      """
      pace 100ms
      setup document { db.demo.insertOne({_id: 'x', value: 0}) }
      session A
      step a1 document { session.startTransaction(); db.demo.updateOne({_id: 'x'}, {$inc: {value: 2}}) }
      step a2 document { session.commitTransaction() }
      session B
      step b1 document { db.demo.updateOne({_id: 'x'}, {$inc: {value: 4}}) }
      step b2 document { db.demo.find() }
      session C
      step c1 document { db.demo.updateOne({_id: 'x'}, {$inc: {value: 8}}) }
      """;

  private static Trace run(String permutation) {
    return run(ScheduleReader.parse("x.spec", DEMO + "permutation " + permutation));
  }

  private static Trace run(Schedule schedule) {
    return ScheduleRunner.run(schedule, schedule.permutations().get(0), DOCUMENTS);
  }

  @Test
  void aStepThatWaitsIsCompletedByALaterOne() {
    var trace = run("a1 b1 a2 b2");

    assertThat(trace.fault()).isEmpty();
    assertThat(trace.steps()).extracting(StepTrace::step).containsExactly("a1", "b1", "a2", "b2");
    var waiting = trace.steps().get(1);
    assertThat(waiting.waits()).hasSize(1);
    assertThat(waiting.waits().get(0).holders()).containsExactly("A");
    assertThat(waiting.begun().millis()).isEqualTo(100);
    assertThat(waiting.ended().millis()).isEqualTo(200);
    assertThat(waiting.ended().order()).isGreaterThan(trace.steps().get(2).begun().order());
    assertThat(trace.steps().get(0).after()).isEqualTo(TransactionState.OPEN);
    assertThat(trace.steps().get(2).after()).isEqualTo(TransactionState.NONE);
    assertThat(trace.outcome()).extracting(Row::toString).containsExactly("(x, 6)");
  }

  @Test
  void theSameScheduleGivesTheSameTrace() {
    assertThat(run("a1 b1 c1 a2 b2")).isEqualTo(run("a1 b1 c1 a2 b2"));
  }

  @Test
  void aTransactionThatIsCancelledFromOutsideIsNoted() {
    var trace = run("a1 b1 advance 70s a2");

    assertThat(trace.cancellations()).hasSize(1);
    assertThat(trace.cancellations().get(0).session()).isEqualTo("A");
    assertThat(trace.cancellations().get(0).at().millis()).isEqualTo(60_000);
    assertThat(trace.steps().get(1).ended().millis()).isEqualTo(60_000);
    assertThat(trace.outcome()).extracting(Row::toString).containsExactly("(x, 4)");
  }

  @Test
  void aPermutationThatAsksAWaitingSessionForItsNextStepCannotHappen() {
    var trace = run("a1 b1 b2 a2");

    assertThat(trace.fault()).contains("step b2 cannot begin, because session B still waits");
    assertThat(trace.steps()).extracting(StepTrace::step).containsExactly("a1", "b1");
    assertThat(trace.steps().get(1).outcome()).isEqualTo(new Outcome.Unfinished());
  }

  @Test
  void whatStillWaitsAtTheEndIsCancelled() {
    var trace = run("a1 b1 c1");

    assertThat(trace.fault()).isEmpty();
    assertThat(trace.steps().subList(1, 3))
        .extracting(StepTrace::outcome)
        .containsOnly(new Outcome.Unfinished());
    assertThat(trace.outcome()).extracting(Row::toString).containsExactly("(x, 0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"documents", "sql:rc", "sql:ser"})
  void theTeardownDoesNotWaitForATransactionThatWasLeftOpen(String contender) {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            """
            setup { CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1) }
              document { db.t.insertOne({_id: 1}) }
            teardown { DROP TABLE t } document { db.t.drop() }
            session A
            setup { BEGIN } document { session.startTransaction() }
            step a1 { DELETE FROM t } document { db.t.deleteOne({_id: 1}) }
            permutation a1
            """);

    var trace =
        ScheduleRunner.run(
            schedule, schedule.permutations().get(0), Contenders.named(contender).orElseThrow());

    assertThat(trace.fault()).isEmpty();
  }

  @Test
  void aWaitThatOnlyATimerEndsIsWaitedFor() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            DEMO
                + """
                session D
                step d1 document { db.demo.withLockTimeout(500).updateOne({_id: 'x'}, {$inc: {value: 1}}) }
                step d2 document { db.demo.find() }
                permutation a1 d1 d2 a2
                """);

    var trace = run(schedule);

    assertThat(trace.fault()).isEmpty();
    var timedOut = trace.steps().get(1);
    assertThat(timedOut.millis()).isEqualTo(500);
    assertThat(((Outcome.Failed) timedOut.outcome()).failure().codeName()).isEqualTo("LockTimeout");
  }

  @Test
  void aStepWithoutAFormInTheLanguageIsNamed() {
    var schedule = ScheduleReader.parse("x.spec", "session A step a1 { SELECT 1 } permutation a1");

    assertThat(run(schedule).fault()).contains("step a1 has no form in the contender's language");
  }

  @Test
  void anUnknownMethodIsNamedWithItsPlace() {
    var schedule =
        ScheduleReader.parse("x.spec", "session A step a1 document { db.demo.explode() }");

    assertThat(run(schedule).fault())
        .contains("line 1, column 38: there is no method 'explode' on a collection");
  }

  @Test
  void aSetupThatFailsIsAFault() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            """
            setup document { db.demo.insertOne({_id: 1}); db.demo.insertOne({_id: 1}) }
            session A step a1 document { db.demo.find() }
            """);

    assertThat(run(schedule).fault().orElseThrow())
        .startsWith("the setup failed with 11000 DuplicateKey");
  }

  @Test
  void aComparisonNamesEveryDifference() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            DEMO
                + """
                permutation a1 b1 a2
                expect documents {
                  a1 waits for B, then fails 112
                  a2 matches 5
                  outcome (x, 9)
                }
                """);

    var comparison = Comparison.of(schedule, List.of(DOCUMENTS));

    assertThat(comparison.differences())
        .containsExactly(
            "documents: step a1 must wait for [B], but did not",
            "documents: step a1 must fail with 112, but succeeded",
            "documents: step b1 must not wait, but waited for [A]",
            "documents: step a2 must match 5, but gave ",
            "documents: the outcome must be (x, 9), but is (x, 6)");
  }
}

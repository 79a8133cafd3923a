package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final StatementResult ROW =
      new StatementResult.Rows(List.of(new Row(List.of("_id", "n"), List.of("x", "8"))));
  private static final StatementResult COUNT = new StatementResult.Count(2, OptionalLong.empty());
  private static final StatementResult NOTHING = new StatementResult.Nothing();
  private static final Failure CONFLICT =
      new Failure(
          112,
          "WriteConflict",
          "40001",
          "WriteConflictSQLException",
          "lost",
          true,
          Optional.empty());

  private static List<String> differences(
      String expectation, Outcome outcome, List<Wait> waits, Optional<String> fault) {
    Schedule schedule =
        ScheduleReader.parse(
            "x.spec",
            "session A step a1 { } session B step b1 { } permutation a1 expect x { "
                + expectation
                + " }");
    var permutation = schedule.permutations().get(0);
    var step =
        new StepTrace(
            "a1",
            "A",
            "",
            new Moment(0, 0),
            waits,
            new Moment(9, 9),
            outcome,
            TransactionState.NONE,
            List.of(),
            List.of(),
            List.of());
    var trace =
        new Trace(
            "x", "X", permutation, List.of(step), List.of(), List.of(), fault, Optional.empty());
    return Judge.differences(trace, permutation.expectationFor("x").orElseThrow());
  }

  private static List<String> differences(String expectation, Outcome outcome, Wait... waits) {
    return differences(expectation, outcome, List.of(waits), Optional.empty());
  }

  private static Outcome done(StatementResult... results) {
    return new Outcome.Done(List.of(results));
  }

  private static Wait waitFor(String... holders) {
    return new Wait(new Moment(1, 0), List.of(holders), "x", "autocommit");
  }

  @Test
  void aStepThatIsNotNamedMustSucceedAtOnce() {
    assertThat(differences("", done(NOTHING))).isEmpty();
    assertThat(differences("", done(NOTHING), waitFor("B")))
        .containsExactly("step a1 must not wait, but waited for [B]");
    assertThat(differences("", new Outcome.Failed(List.of(), CONFLICT)))
        .containsExactly("step a1 must succeed, but failed with 112 WriteConflict 40001: lost");
  }

  @Test
  void waitsAreComparedByTheirHolders() {
    assertThat(differences("a1 waits for B, then ok", done(NOTHING), waitFor("B"))).isEmpty();
    assertThat(differences("a1 waits, then ok", done(NOTHING), waitFor("B"))).isEmpty();
    assertThat(differences("a1 waits for B, C, then ok", done(NOTHING), waitFor("C", "B")))
        .isEmpty();
    assertThat(differences("a1 waits for C, then ok", done(NOTHING), waitFor("B")))
        .containsExactly("step a1 must wait for [C], but for [B]");
  }

  @Test
  void aWaitToTheEndIsAnEndToo() {
    assertThat(differences("a1 waits for B", new Outcome.Unfinished(), waitFor("B"))).isEmpty();
    assertThat(differences("a1 waits for B", done(NOTHING), waitFor("B")))
        .containsExactly("step a1 must wait to the end, but succeeded");
    assertThat(differences("a1 ok", new Outcome.Unfinished()))
        .containsExactly("step a1 must succeed, but waited to the end");
  }

  @Test
  void aFailureMustHaveEveryMark() {
    var failed = new Outcome.Failed(List.of(), CONFLICT);

    assertThat(differences("a1 fails 112 40001 WriteConflictSQLException", failed)).isEmpty();
    assertThat(differences("a1 fails 112 40P01", failed))
        .containsExactly(
            "step a1 must fail with 112 40P01, but failed with 112 WriteConflict 40001: lost");
    assertThat(differences("a1 fails", done(NOTHING)))
        .containsExactly("step a1 must fail, but succeeded");
  }

  @Test
  void resultsAreThoseOfTheLastStatementThatGaveAny() {
    assertThat(differences("a1 returns (x, 8)", done(COUNT, ROW, NOTHING))).isEmpty();
    assertThat(differences("a1 matches 2", done(ROW, COUNT, NOTHING))).isEmpty();
    assertThat(differences("a1 returns nothing", done(ROW)))
        .containsExactly("step a1 must return nothing, but gave (x, 8)");
    assertThat(differences("a1 matches 1", done(COUNT)))
        .containsExactly("step a1 must match 1, but gave 2 rows");
  }

  @Test
  void aPermutationThatWasNotRunToItsEndDiffers() {
    assertThat(differences("", done(NOTHING), List.of(), Optional.of("no session")))
        .containsExactly("could not be run: no session");
  }

  @Test
  void theOutcomeIsComparedRowByRow() {
    assertThat(differences("outcome nothing", done(NOTHING))).isEmpty();
    assertThat(differences("outcome (x, 8)", done(NOTHING)))
        .containsExactly("the outcome must be (x, 8), but is nothing");
  }
}

package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.run.Wait;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final Schedule SCHEDULE =
      ScheduleReader.parse(
          "wait-or-fail.spec",
          """
          # One holds a document; the others want it.
          scenario "Wait or fail"
          because "A transaction has shown its reads to the application, an autocommit write has not."
          session A step a1 { BEGIN; UPDATE } step a2 { COMMIT }
          session B step b1 { UPDATE }
          session C step c1 { UPDATE }
          permutation "A is cancelled": a1 b1 c1 advance 60s a2
          """);

  private static final Failure CONFLICT =
      new Failure(
          112,
          "WriteConflict",
          "40001",
          "WriteConflictSQLException",
          "write conflict on 'x'",
          true,
          Optional.of("the level REPEATABLE READ"));

  private static final Failure GONE =
      new Failure(
          251, "NoSuchTransaction", "", "DuetException", "it is gone", true, Optional.empty());

  @Test
  void showsWhoWaitsWhoFailsAndWhatIsLeft() {
    var report = TextReport.lines(comparison(Optional.empty()), Style.PLAIN);

    assertThat(String.join("\n", report))
        .isEqualTo(
            """
            Wait or fail
            ============
            One holds a document; the others want it.

            A is cancelled: a1 b1 c1 advance 60s a2

            sql:rr: SQL at REPEATABLE READ
                  time  A                             B                             C
            ----------  ----------------------------  ----------------------------  ----------------------------
                  0 ms  a1:
                        BEGIN; UPDATE demo SET v = v
                          + 2
                        -> ok, 1 row [open]
                100 ms                                b1:
                                                      UPDATE demo SET v = v + 4
                                                      -> 112 WriteConflict 40001
                                                        [dead]
                                                         WriteConflictSQLException
                                                         decided by the level
                                                           REPEATABLE READ
                200 ms                                                              c1:
                                                                                    UPDATE demo SET v = v + 8
                                                                                    waits for A
                                                                                       decided by autocommit
                500 ms                                                              waits for A, B
                                                                                       decided by autocommit
             60,000 ms  its transaction is cancelled
                          [dead]
             60,000 ms                                                              c1 -> ok, 1 row (59,800 ms)
             60,200 ms  a2: COMMIT
                        -> 251 NoSuchTransaction
                           DuetException
            b1: write conflict on 'x'
            a2: it is gone
            NOT AS EXPECTED: step a1 must wait

            contender     who waits                who fails, with what         who must retry  outcome
            ------------  -----------------------  ---------------------------  --------------  ----------------
            sql:rr        C for A, 59,800 ms       B 112 WriteConflict 40001    B               (x, 8)
                                                   A 251 NoSuchTransaction      A

            Why: A transaction has shown its reads to the application, an autocommit write has not.\
            """);
  }

  @Test
  void staysWithinAHundredColumns() {
    assertThat(TextReport.lines(comparison(Optional.empty()), Style.PLAIN))
        .allMatch(line -> line.length() <= TextReport.WIDTH);
  }

  @Test
  void coloursDoNotChangeTheText() {
    var plain = TextReport.lines(comparison(Optional.empty()), Style.PLAIN);
    var coloured = TextReport.lines(comparison(Optional.empty()), Style.ANSI);

    assertThat(coloured).isNotEqualTo(plain);
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d*m", "")).toList())
        .isEqualTo(plain);
  }

  @Test
  void saysWhyAPermutationWasNotRunToItsEnd() {
    var report = TextReport.lines(comparison(Optional.of("step a2 cannot begin")), Style.PLAIN);

    assertThat(report)
        .contains("Not run to its end: step a2 cannot begin")
        .anyMatch(line -> line.contains("not run to its end"));
  }

  private static Comparison comparison(Optional<String> fault) {
    var permutation = SCHEDULE.permutations().get(0);
    var steps =
        List.of(
            step("a1", "A", "BEGIN; UPDATE demo SET v = v + 2", 0, List.of(), 0, count(1), "OPEN"),
            step(
                "b1",
                "B",
                "UPDATE demo SET v = v + 4",
                100,
                List.of(),
                100,
                new Outcome.Failed(List.of(), CONFLICT),
                "FAILED"),
            step(
                "c1",
                "C",
                "UPDATE demo SET v = v + 8",
                200,
                List.of(
                    new Wait(new Moment(21, 200), List.of("A"), "x", "autocommit"),
                    new Wait(new Moment(50, 500), List.of("A", "B"), "x", "autocommit")),
                60_000,
                count(1),
                "NONE"),
            step(
                "a2",
                "A",
                "COMMIT",
                60_200,
                List.of(),
                60_200,
                new Outcome.Failed(List.of(), GONE),
                "NONE"));
    var trace =
        new Trace(
            "sql:rr",
            "SQL at REPEATABLE READ",
            permutation,
            steps,
            List.of(new Trace.Cancellation("A", new Moment(5_999, 60_000))),
            List.of(new Row(List.of("_id", "v"), List.of("x", "8"))),
            fault);
    return new Comparison(
        SCHEDULE,
        List.of(
            new Comparison.OfPermutation(
                permutation, List.of(new Judged(trace, true, List.of("step a1 must wait"))))));
  }

  private static Outcome count(long number) {
    return new Outcome.Done(List.of(new StatementResult.Count(number, OptionalLong.empty())));
  }

  private static StepTrace step(
      String name,
      String session,
      String text,
      long begun,
      List<Wait> waits,
      long ended,
      Outcome outcome,
      String after) {
    return new StepTrace(
        name,
        session,
        text,
        new Moment((int) begun / 10, begun),
        waits,
        new Moment((int) ended / 10 + 1, ended),
        outcome,
        TransactionState.valueOf(after));
  }
}

package org.duetdb.tools.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.duetdb.api.spi.Observation.Scope;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Dependency;
import org.duetdb.tools.run.DocumentVersion;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Reading;
import org.duetdb.tools.run.Retry;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.run.Wait;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;

/** A comparison that has something of everything. */
final class SampleComparison {
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

  private static final Explanation EXPLANATION =
      new Explanation.Contradiction(
          List.of(
              new Dependency("A", "C", Dependency.Kind.RW, "a1 gave 1; after C it gives 2"),
              new Dependency("C", "A", Dependency.Kind.WW, "left is (x, 8)")),
          List.of(
              new Dependency("A", "C", Dependency.Kind.RW, "a1 gave 1; after C it gives 2"),
              new Dependency("C", "A", Dependency.Kind.WW, "left is (x, 8)")),
          List.of());

  /** As under a schedule of sleeps, the last of them cut short. */
  private static final List<Retry> RETRIES =
      List.of(
          new Retry(new Moment(22, 200), "x claimed by A", 4, 0, false, false),
          new Retry(new Moment(26, 205), "x claimed by A", 599, 100, false, false),
          new Retry(new Moment(5_999, 60_000), "x claimed by A", 1, 7, true, false));

  private static final List<DocumentVersion> VERSIONS =
      List.of(
          version("0", "setup", Optional.empty(), State.COMMITTED, 0, 0),
          version("2", "A", Optional.of("a1"), State.UNDONE, 0, 0),
          version("8", "C", Optional.of("c1"), State.COMMITTED, 1, 60_000));

  private SampleComparison() {}

  private static DocumentVersion version(
      String value, String session, Optional<String> step, State state, int commit, long written) {
    return new DocumentVersion(
        "demo",
        "x",
        Optional.of(row(value)),
        session,
        step,
        state,
        commit,
        new Moment((int) written / 10, written));
  }

  private static Reading reads(long at, Scope scope, int commits) {
    return new Reading(new Moment((int) at / 10, at), scope, commits);
  }

  static Comparison with(Optional<String> fault) {
    var permutation = SCHEDULE.permutations().get(0);
    var steps =
        List.of(
            step(
                "a1",
                "A",
                "BEGIN; UPDATE demo SET v = v + 2",
                0,
                List.of(),
                0,
                count(1),
                "OPEN",
                reads(0, Scope.TRANSACTION, 0)),
            step(
                "b1",
                "B",
                "UPDATE demo SET v = v + 4",
                100,
                List.of(),
                100,
                new Outcome.Failed(List.of(), CONFLICT),
                "FAILED",
                reads(100, Scope.TRANSACTION, 0)),
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
                "NONE",
                reads(200, Scope.NEWEST, 0),
                reads(60_000, Scope.NEWEST, 1)),
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
            List.of(row("8")),
            fault,
            Optional.of(VERSIONS));
    return new Comparison(
        SCHEDULE,
        List.of(
            new Comparison.OfPermutation(
                permutation,
                List.of(
                    new Judged(
                        trace, EXPLANATION, List.of(), true, List.of("step a1 must wait"))))));
  }

  private static Row row(String value) {
    return new Row(List.of("_id", "v"), List.of("x", value));
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
      String after,
      Reading... readings) {
    boolean wasTriedAgain = !waits.isEmpty();
    return new StepTrace(
        name,
        session,
        text,
        new Moment((int) begun / 10, begun),
        waits,
        new Moment((int) ended / 10 + 1, ended),
        outcome,
        TransactionState.valueOf(after),
        List.of(readings),
        wasTriedAgain ? RETRIES : List.of(),
        wasTriedAgain ? List.of(1) : List.of());
  }
}

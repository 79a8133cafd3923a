package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {
  @Test
  void showsWhoWaitsWhoFailsAndWhatIsLeft() {
    var report = TextReport.lines(SampleComparison.with(Optional.empty()), Style.PLAIN);

    assertThat(String.join("\n", report))
        .isEqualTo(
            """
            Wait or fail
            ============
            One holds a document; the others want it.
            T0 is what the setup has left, T1 what the first commit made of it, and so on.

            A is cancelled: a1 b1 c1 advance 60s a2

            sql:rr: SQL at REPEATABLE READ
                  time  A                             B                             C
            ----------  ----------------------------  ----------------------------  ----------------------------
                  0 ms  a1:
                        BEGIN; UPDATE demo SET v = v
                          + 2
                           transaction reads T0
                        -> ok, 1 row [open]
                100 ms                                b1:
                                                      UPDATE demo SET v = v + 4
                                                         transaction reads T0
                                                      -> 112 WriteConflict 40001
                                                        [dead]
                                                         WriteConflictSQLException
                                                         decided by the level
                                                           REPEATABLE READ
                200 ms                                                              c1:
                                                                                    UPDATE demo SET v = v + 8
                                                                                       reads the newest, T0
                                                                                    waits for A
                                                                                       decided by autocommit
                500 ms                                                              waits for A, B
                                                                                       decided by autocommit
             60,000 ms  its transaction is cancelled
                          [dead]
             60,000 ms                                                              c1 -> ok, 1 row (59,800 ms)
                                                                                       tried again 604 times: 4x
                                                                                         at once, 599x after 100
                                                                                         ms, woken after 7 ms
                                                                                       reads the newest, T1
                                                                                       commits T1
             60,200 ms  a2: COMMIT
                        -> 251 NoSuchTransaction
                           DuetException
            b1: write conflict on 'x'
            a2: it is gone
            Versions of x in demo: T0 (x, 0); (x, 2) by A, a1, undone; T1 (x, 8) by C, c1.
            No order of its transactions explains it: A -rw-> C -ww-> A.
              A -rw-> C, A did not see C: a1 gave 1; after C it gives 2
              C -ww-> A, C was written over by A: left is (x, 8)
            NOT AS EXPECTED: step a1 must wait

            Why: A transaction has shown its reads to the application, an autocommit write has not.

            contender     who waits                who fails, with what         who must retry  outcome
            ------------  -----------------------  ---------------------------  --------------  ----------------
            sql:rr        C for A, 59,800 ms       B 112 WriteConflict 40001    B               (x, 8)
                                                   A 251 NoSuchTransaction      A\
            """);
  }

  @Test
  void staysWithinAHundredColumns() {
    assertThat(TextReport.lines(SampleComparison.with(Optional.empty()), Style.PLAIN))
        .allMatch(line -> line.length() <= TextReport.WIDTH);
  }

  @Test
  void coloursDoNotChangeTheText() {
    var plain = TextReport.lines(SampleComparison.with(Optional.empty()), Style.PLAIN);
    var coloured = TextReport.lines(SampleComparison.with(Optional.empty()), Style.ANSI);

    assertThat(coloured).isNotEqualTo(plain);
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d*m", "")).toList())
        .isEqualTo(plain);
  }

  @Test
  void saysWhyAPermutationWasNotRunToItsEnd() {
    var report =
        TextReport.lines(SampleComparison.with(Optional.of("step a2 cannot begin")), Style.PLAIN);

    assertThat(report)
        .contains("Not run to its end: step a2 cannot begin")
        .anyMatch(line -> line.contains("not run to its end"));
  }
}

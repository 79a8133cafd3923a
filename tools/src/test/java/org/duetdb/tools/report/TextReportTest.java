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
            No order of its transactions explains it: A -rw-> C -ww-> A.
              A -rw-> C, A did not see C: a1 gave 1; after C it gives 2
              C -ww-> A, C was written over by A: left is (x, 8)
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

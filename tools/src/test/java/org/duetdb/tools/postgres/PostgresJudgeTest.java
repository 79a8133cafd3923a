package org.duetdb.tools.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/**
 * How a run is held against PostgreSQL's expected output: with schedules of our own, and what
 * PostgreSQL answers to them.
 */
class PostgresJudgeTest {
  private static final String SEATS =
      """
      setup { CREATE TABLE seats (id int PRIMARY KEY, guest text); INSERT INTO seats VALUES (1, ''); }
      teardown { DROP TABLE seats; }
      """;

  private static List<String> differences(String spec, String expected) {
    return new PostgresJudge(
            ScheduleReader.parse("own.spec", spec), Contenders.named("sql:pg").orElseThrow())
        .differences(ExpectedOutput.read(expected));
  }

  private static String waiting(String waits, String rows, String error) {
    return """
        Parsed test spec with 2 sessions

        starting permutation: take want leave look
        step take: UPDATE seats SET guest = 'A' WHERE id = 1;
        step want: UPDATE seats SET guest = 'B' WHERE id = 1;%s
        step leave: COMMIT;
        %s%sstep look: SELECT * FROM seats;
        id|guest
        --+-----
         1|%s
        (1 row)

        """
        .formatted(waits, waits.isEmpty() ? "" : "step want: <... completed>\n", error, rows);
  }

  private static final String WAITING =
      SEATS
          + """
          session a
          setup { BEGIN; }
          step take { UPDATE seats SET guest = 'A' WHERE id = 1; }
          step leave { COMMIT; }
          session b
          step want { UPDATE seats SET guest = 'B' WHERE id = 1; }
          step look { SELECT * FROM seats; }
          permutation take want leave look
          """;

  @Test
  void theSameRowsAndWaitsAreNoDifference() {
    assertThat(differences(WAITING, waiting(" <waiting ...>", "B", ""))).isEmpty();
  }

  @Test
  void otherRowsAreADifference() {
    assertThat(differences(WAITING, waiting(" <waiting ...>", "A", "")))
        .containsExactly(
            "take want leave look: step look returned [[[1, B]]], PostgreSQL [[[1, A]]]");
  }

  @Test
  void aWaitTooMuchIsADifference() {
    assertThat(differences(WAITING, waiting("", "B", "")))
        .containsExactly("take want leave look: step want waited");
  }

  @Test
  void anErrorTooFewIsADifference() {
    assertThat(differences(WAITING, waiting(" <waiting ...>", "B", "ERROR:  deadlock detected\n")))
        .containsExactly("take want leave look: step want gave no error, PostgreSQL 40P01");
  }

  @Test
  void commitOfAFailedTransactionMayAnswerThatItIs() {
    assertThat(
            differences(
                SEATS
                    + """
                    session a
                    setup { BEGIN; }
                    step twice { INSERT INTO seats VALUES (1, 'again'); }
                    step again { SELECT 1; }
                    step end { COMMIT; }
                    """,
                """
                starting permutation: twice again end
                step twice: INSERT INTO seats VALUES (1, 'again');
                ERROR:  duplicate key value violates unique constraint "seats_pkey"
                step again: SELECT 1;
                ERROR:  current transaction is aborted, commands ignored until end of transaction block
                step end: COMMIT;
                """))
        .isEmpty();
  }

  /** PostgreSQL tracks pages, so it sees a read where there was none. */
  private static String skew(String error) {
    return """
        starting permutation: r1 r2 w1 w2 c1 c2
        step r1: SELECT guest FROM seats WHERE id = 1;
        guest
        -----
        \s
        (1 row)

        step r2: SELECT guest FROM seats WHERE id = 1;
        guest
        -----
        \s
        (1 row)

        step w1: INSERT INTO seats VALUES (7, 'A');
        step w2: INSERT INTO seats VALUES (8, 'B');
        step c1: COMMIT;
        step c2: COMMIT;
        """
        + error;
  }

  private static final String FALSE_POSITIVE =
      SEATS
          + """
          session a
          setup { BEGIN ISOLATION LEVEL SERIALIZABLE; }
          step r1 { SELECT guest FROM seats WHERE id = 1; }
          step w1 { INSERT INTO seats VALUES (7, 'A'); }
          step c1 { COMMIT; }
          session b
          setup { BEGIN ISOLATION LEVEL SERIALIZABLE; }
          step r2 { SELECT guest FROM seats WHERE id = 1; }
          step w2 { INSERT INTO seats VALUES (8, 'B'); }
          step c2 { COMMIT; }
          permutation r1 r2 w1 w2 c1 c2
          """;

  @Test
  void anAbortLessIsNoDifferenceWhereSomeOrderExplainsTheRest() {
    assertThat(
            differences(
                FALSE_POSITIVE,
                skew(
                    "ERROR:  could not serialize access due to read/write dependencies among"
                        + " transactions\n")))
        .isEmpty();
    assertThat(differences(FALSE_POSITIVE, skew("ERROR:  deadlock detected\n"))).isNotEmpty();
  }

  @Test
  void anAbortLessIsADifferenceWhereNoOrderExplainsTheRest() {
    var lowered = FALSE_POSITIVE.replace("SERIALIZABLE", "REPEATABLE READ");
    var skewed =
        lowered.replace("SELECT guest FROM seats WHERE id = 1", "SELECT count(*) FROM seats");
    var expected =
        skew("ERROR:  could not serialize access due to read/write dependencies\n")
            .replace("SELECT guest FROM seats WHERE id = 1", "SELECT count(*) FROM seats")
            .replace("guest\n-----\n \n", "count\n-----\n1\n");

    assertThat(differences(skewed, expected))
        .containsExactly("r1 r2 w1 w2 c1 c2: step c2 gave no error, PostgreSQL 40001");
  }
}

package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.count;
import static org.duetdb.sql.SqlFixture.rows;
import static org.duetdb.sql.SqlFixture.script;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Statements over many rows leave no trace when they fail or are cancelled. The property {@code
 * duet.rows} says how many; a million take minutes.
 */
class LargeStatementTest {
  private static final int ROWS = Integer.getInteger("duet.rows", 200_000);

  private static SqlFixture fixture;
  private static SqlSession session;
  private static List<List<Object>> before;

  @BeforeAll
  static void fill() {
    fixture = SqlFixture.open();
    session = fixture.session();
    script(
        session,
        "CREATE TABLE t (id INT PRIMARY KEY, n INT UNIQUE, CHECK (n < 100000000))",
        "CREATE TABLE ten (x INT PRIMARY KEY)",
        "INSERT INTO ten VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
    count(
        session,
        "INSERT INTO t WITH RECURSIVE r (x) AS (SELECT 0 FROM ten WHERE x = 0 UNION ALL SELECT x + 1"
            + " FROM r WHERE x < ? - 1) SELECT x, x FROM r",
        ROWS);
    before = summary();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static List<List<Object>> summary() {
    return rows(session, "SELECT COUNT(*), SUM(n), MIN(n), MAX(n) FROM t");
  }

  @Test
  void anUpdateThatFailsInTheMiddleLeavesNoTrace() {
    String sql = "UPDATE t SET n = -n - 1 / ((id - " + ROWS / 2 + ") * 2)";

    assertFails(SqlState.DIVISION_BY_ZERO, session, sql);
    assertThat(summary()).isEqualTo(before);
    assertThat(column(session, "SELECT id FROM t WHERE n = ?", 5)).containsExactly(5);
    assertThat(column(session, "SELECT id FROM t WHERE n = ?", -5)).isEmpty();
  }

  @Test
  void anUpdateThatViolatesACheckInTheMiddleLeavesNoTrace() {
    String sql = "UPDATE t SET n = -n + CASE WHEN id = ? THEN 200000000 ELSE 0 END";

    assertFails(SqlState.CHECK_VIOLATION, session, sql, ROWS / 2);
    assertThat(summary()).isEqualTo(before);
  }

  @Test
  void anInsertThatMeetsADuplicateInTheMiddleLeavesNoTrace() {
    String sql = "INSERT INTO t SELECT id + CASE WHEN id < ? THEN ? ELSE 0 END, -id - 1 FROM t";

    assertFails(SqlState.UNIQUE_VIOLATION, session, sql, ROWS / 2, ROWS);
    assertThat(summary()).isEqualTo(before);
    assertThat(count(session, "INSERT INTO t VALUES (?, -1)", ROWS)).isEqualTo(1);
    assertThat(count(session, "DELETE FROM t WHERE n = -1")).isEqualTo(1);
  }

  @Test
  void aStatementThatFailsInATransactionLeavesWhatWasThereBefore() {
    String sql = "DELETE FROM t WHERE 1 / (id - " + ROWS / 2 + ") < 5";
    script(session, "BEGIN", "UPDATE t SET n = -1 WHERE id = 1");

    assertFails(SqlState.DIVISION_BY_ZERO, session, sql);
    assertThat(column(session, "SELECT n FROM t WHERE id < 3 ORDER BY id"))
        .containsExactly(0, -1, 2);
    script(session, "ROLLBACK");
    assertThat(summary()).isEqualTo(before);
  }

  @Test
  void aCancelledStatementEndsAtOnceAndLeavesNoTrace() throws Exception {
    SqlSession other = fixture.session();
    long time = fixture.time().nanoTime();
    var update =
        new FutureTask<>(
            () -> {
              assertFails(
                  SqlState.QUERY_CANCELED,
                  other,
                  "UPDATE t SET n = -(SELECT COUNT(*) FROM t x WHERE x.n > t.n)");
              return true;
            });
    var thread = new Thread(update, "cancelled");
    thread.setDaemon(true);
    thread.start();
    while (fixture.deployment().engine().currentOperations().isEmpty()) {
      Thread.onSpinWait();
    }
    other.cancel();

    assertThat(update.get()).isTrue();
    assertThat(fixture.time().nanoTime()).isEqualTo(time);
    assertThat(summary()).isEqualTo(before);
  }
}

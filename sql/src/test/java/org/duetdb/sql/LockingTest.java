package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.run;
import static org.duetdb.sql.SqlFixture.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockingTest {
  private SqlFixture fixture;
  private SqlSession one;
  private SqlSession two;

  @BeforeEach
  void open() {
    fixture = SqlFixture.open();
    one = fixture.session();
    two = fixture.session();
    script(
        one,
        "CREATE TABLE demo (id INT PRIMARY KEY, value INT)",
        "INSERT INTO demo VALUES (1, 10), (2, 20), (3, 30)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void nowaitFailsSkipLockedLeavesOutAndTheTransactionGoesOn() {
    script(one, "BEGIN", "SELECT * FROM demo WHERE id = 1 FOR UPDATE");
    script(two, "BEGIN");
    assertFails(
        SqlState.LOCK_NOT_AVAILABLE, two, "SELECT * FROM demo WHERE id = 1 FOR UPDATE NOWAIT");
    assertFails(
        SqlState.LOCK_NOT_AVAILABLE, two, "SELECT * FROM demo WHERE id = 1 FOR UPDATE WAIT 0");
    assertThat(column(two, "SELECT id FROM demo ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"))
        .containsExactly(2);
    assertThat(column(two, "SELECT id FROM demo ORDER BY id")).containsExactly(1, 2, 3);
    script(two, "COMMIT");
  }

  @Test
  void waitNAndLockTimeoutBoundAWait() throws InterruptedException {
    List<Object> waited = new ArrayList<>();
    script(one, "BEGIN", "SELECT * FROM demo WHERE id = 1 FOR UPDATE");
    fixture
        .time()
        .run(
            () -> {
              long start = fixture.time().nanoTime();
              assertFails(
                  SqlState.LOCK_NOT_AVAILABLE,
                  two,
                  "SELECT * FROM demo WHERE id = 1 FOR UPDATE WAIT ?",
                  1.5);
              waited.add(Duration.ofNanos(fixture.time().nanoTime() - start).toMillis());
              script(two, "SET lock_timeout = '2s'");
              assertFails(
                  SqlState.LOCK_NOT_AVAILABLE, two, "UPDATE demo SET value = 0 WHERE id = 1");
              waited.add(Duration.ofNanos(fixture.time().nanoTime() - start).toMillis());
            });

    assertThat(waited).containsExactly(1500L, 3500L);
  }

  @Test
  void sharedLocksShareAndExclusiveOnesDoNot() {
    script(one, "BEGIN", "SELECT * FROM demo WHERE id = 1 FOR SHARE");
    script(two, "BEGIN", "SELECT * FROM demo WHERE id = 1 FOR KEY SHARE NOWAIT");
    assertFails(
        SqlState.LOCK_NOT_AVAILABLE,
        two,
        "SELECT * FROM demo WHERE id = 1 FOR NO KEY UPDATE NOWAIT");
  }

  @Test
  void aLockingQueryOutsideATransactionSaysThatItHoldsNothing() {
    try (var rows = (SqlRows) run(one, "SELECT * FROM demo FOR UPDATE")) {
      assertThat(rows.notices()).extracting(SqlNotice::state).containsExactly(SqlState.WARNING);
    }
  }

  @Test
  void onlyRowsThatStandForOneDocumentCanBeLocked() {
    for (String query :
        List.of(
            "SELECT count(*) FROM demo FOR UPDATE",
            "SELECT value FROM demo GROUP BY value FOR UPDATE",
            "SELECT DISTINCT value FROM demo FOR SHARE",
            "SELECT id FROM demo UNION SELECT 1 FOR UPDATE",
            "VALUES (1) FOR UPDATE")) {
      assertFails(SqlState.INVALID_CLAUSE, one, query);
    }
    assertFails(SqlState.UNDEFINED_TABLE, one, "SELECT * FROM demo FOR UPDATE OF other");
    assertThat(column(one, "SELECT id FROM demo d WHERE id < 3 FOR UPDATE OF D")).hasSize(2);
  }

  @Test
  void aLockingQueryLocksExactlyWhatItReturns() {
    script(one, "BEGIN");
    assertThat(
            column(one, "SELECT value * 2 FROM demo ORDER BY -value OFFSET 1 LIMIT 1 FOR UPDATE"))
        .containsExactly(40);
    script(two, "BEGIN");
    assertThat(column(two, "SELECT id FROM demo FOR UPDATE SKIP LOCKED")).containsExactly(1, 3);
    assertThat(column(two, "SELECT id FROM demo LIMIT 0 FOR UPDATE")).isEmpty();
  }
}

package org.duetdb.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.calcite.sql.SqlOrderBy;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlPosition;
import org.duetdb.sql.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT value, sum(value), year, count, mode FROM t WHERE (value) > 1 AND NOT (value = 2)",
        "SELECT * FROM t x, u y WHERE x.id = y.id ORDER BY 1 LIMIT 5 FOR UPDATE OF x, y WAIT 10",
        "SELECT * FROM t FETCH FIRST 3 ROWS ONLY FOR SHARE OF t SKIP LOCKED",
        "SELECT * FROM t FOR NO KEY UPDATE NOWAIT",
        "SELECT * FROM t FOR KEY SHARE",
        "SELECT * FROM t FOR UPDATE OF t FOR SHARE OF u",
        "SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2020-01-01 00:00:00' FOR UPDATE",
        "BEGIN",
        "BEGIN WORK",
        "BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE",
        "START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ WRITE",
        "COMMIT WORK",
        "END",
        "ABORT",
        "ABORT WORK",
        "END TRANSACTION",
        "ROLLBACK TRANSACTION",
        "ROLLBACK TO SAVEPOINT s1",
        "ROLLBACK WORK TO s1",
        "SAVEPOINT savepoint",
        "RELEASE s1",
        "RELEASE SAVEPOINT s1",
        "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
        "SET TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET lock_timeout = 3000",
        "SET LOCAL lock_timeout TO '3s'",
        "SET SESSION conflict_policy = wait",
        "SET LOCK_TIMEOUT 500",
        "SET local = 1",
        "SHOW lock_timeout",
        "SHOW TRANSACTION ISOLATION LEVEL",
        "SHOW ALL",
        "SHUTDOWN",
        "LOCK TABLE a, b IN SHARE ROW EXCLUSIVE MODE NOWAIT",
        "LOCK a",
        "CREATE TABLE IF NOT EXISTS s.t (a INT NOT NULL, b VARCHAR(3) DEFAULT 'x', PRIMARY KEY"
            + " (a))",
        "CREATE TABLE t (a INT, b TEXT, CONSTRAINT pk PRIMARY KEY (a, b))",
        "CREATE COLLECTION docs",
        "CREATE TABLE docs",
        "DROP TABLE IF EXISTS a, b CASCADE",
        "UPDATE t SET address.city = ? WHERE id = ?",
        "SELECT * FROM (SELECT * FROM t FOR UPDATE) x",
        "SELECT 1;;"
      })
  void readsWhatPeopleWrite(String sql) {
    assertThat(SqlText.parse(sql)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELEC 1",
        "SELECT * FROM t FOR UPDATE NOWAIT SKIP LOCKED",
        "SELECT 1; SELECT 2",
        "SELECT 'open",
        "BEGIN ISOLATION",
        "1 + 1 FOR UPDATE",
        "",
        "SELECT \u0001"
      })
  void refusesWhatIsNoSql(String sql) {
    assertThatThrownBy(() -> SqlText.parse(sql))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> assertThat(failure.state()).isEqualTo(SqlState.SYNTAX_ERROR));
  }

  @Test
  void pointsAtThePlaceOfAnError() {
    assertThatThrownBy(() -> SqlText.parse("SELECT a,\n  FROM t"))
        .isInstanceOfSatisfying(
            SqlFailure.class,
            failure -> {
              assertThat(failure.position()).contains(new SqlPosition(2, 3));
              assertThat(failure.getMessage()).endsWith("at line 2, column 3\n  FROM t\n  ^");
            });
  }

  @Test
  void readsTheModesOfATransaction() {
    var begin =
        (SqlTransactionControl) SqlText.parse("BEGIN READ ONLY ISOLATION LEVEL READ UNCOMMITTED");

    assertThat(begin.modes().isolation()).contains(IsolationLevel.READ_COMMITTED);
    assertThat(begin.modes().readOnly()).contains(true);
    assertThat(begin.modes().deferrable()).isEmpty();
  }

  @Test
  void readsALockClauseWithItsReaction() {
    var query = (SqlLockingQuery) SqlText.parse("SELECT * FROM t FOR SHARE OF t SKIP LOCKED");

    LockClause clause = query.clauses().get(0);
    assertThat(clause.words()).isEqualTo(LockClause.Words.SHARE);
    assertThat(clause.reaction().policy()).contains(ConflictPolicy.SKIP);
    assertThat(clause.tables()).hasToString("[t]");
  }

  @Test
  void takesALimitBehindTheLockClauseAsOneBeforeIt() {
    var query = (SqlLockingQuery) SqlText.parse("SELECT * FROM t ORDER BY a FOR UPDATE LIMIT 2");

    var ordered = (SqlOrderBy) query.query();
    assertThat(ordered.orderList).hasSize(1);
    assertThat(ordered.fetch).hasToString("2");
  }

  @Test
  void keepsTheCaseOfNames() {
    assertThat(SqlText.parse("SELECT MixedCase FROM Demo").toString())
        .contains("MixedCase")
        .contains("Demo");
  }
}

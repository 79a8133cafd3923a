package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.rows;
import static org.duetdb.sql.SqlFixture.run;
import static org.duetdb.sql.SqlFixture.script;
import static org.duetdb.sql.SqlFixture.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTest {
  private SqlFixture fixture;
  private SqlSession session;

  @BeforeEach
  void open() {
    fixture = SqlFixture.open();
    session = fixture.session();
    script(
        session,
        "CREATE TABLE demo (id INT PRIMARY KEY, value BIGINT, name VARCHAR(20), price DECIMAL(10,"
            + " 2))",
        "INSERT INTO demo VALUES (1, 10, 'one', 1.5), (2, 20, 'two', 2.25), (3, NULL, NULL, NULL)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void findsARowByItsKey() {
    assertThat(rows(session, "SELECT id, name FROM demo WHERE id = ?", 2))
        .containsExactly(List.of(2, "two"));
    assertThat(rows(session, "SELECT id FROM demo WHERE id = ?", 7)).isEmpty();
    assertThat(rows(session, "SELECT id FROM demo WHERE id = ?", (Object) null)).isEmpty();
    assertThat(rows(session, "SELECT id FROM demo WHERE id = ?", 3_000_000_000L)).isEmpty();
  }

  @Test
  void findsRowsByAListOfKeys() {
    assertThat(column(session, "SELECT id FROM demo WHERE id IN (3, 1, 1, 9)"))
        .containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void namesAreFoundWithoutRegardToCaseAndReportedAsDeclared() {
    PreparedSql query = session.prepare("SELECT ID, d.NAME, value AS \"Value\" FROM DEMO d");

    assertThat(query.columns()).extracting(SqlColumn::label).containsExactly("id", "name", "Value");
    assertThat(query.columns()).extracting(SqlColumn::table).containsOnly("demo");
    assertThat(query.columns()).extracting(SqlColumn::name).containsExactly("id", "name", "value");
  }

  @Test
  void columnsTellTypesAndNullability() {
    List<SqlColumn> columns = session.prepare("SELECT id, name, price, 1 FROM demo").columns();

    assertThat(columns)
        .extracting(SqlColumn::type)
        .containsExactly(SqlType.INTEGER, SqlType.VARCHAR, SqlType.DECIMAL, SqlType.INTEGER);
    assertThat(columns).extracting(SqlColumn::nullable).containsExactly(false, true, true, false);
    assertThat(columns).extracting(SqlColumn::precision).containsExactly(10, 20, 10, 10);
    assertThat(columns.get(2).scale()).isEqualTo(2);
  }

  @Test
  void aConditionIsTrueOrLeavesTheRowOut() {
    assertThat(column(session, "SELECT id FROM demo WHERE value > 15")).containsExactly(2);
    assertThat(column(session, "SELECT id FROM demo WHERE NOT value > 15")).containsExactly(1);
    assertThat(column(session, "SELECT id FROM demo WHERE value > 15 OR name IS NULL"))
        .containsExactly(2, 3);
    assertThat(column(session, "SELECT id FROM demo WHERE value IS DISTINCT FROM 10"))
        .containsExactly(2, 3);
    assertThat(column(session, "SELECT id FROM demo WHERE name LIKE 't%'")).containsExactly(2);
    assertThat(column(session, "SELECT id FROM demo WHERE (value > 15) IS NOT TRUE"))
        .containsExactly(1, 3);
  }

  @Test
  void nullIsTheLeastValueUnlessTheOrderSaysOtherwise() {
    assertThat(column(session, "SELECT id FROM demo ORDER BY value")).containsExactly(3, 1, 2);
    assertThat(column(session, "SELECT id FROM demo ORDER BY value DESC")).containsExactly(2, 1, 3);
    assertThat(column(session, "SELECT id FROM demo ORDER BY value NULLS LAST"))
        .containsExactly(1, 2, 3);
    assertThat(column(session, "SELECT id FROM demo ORDER BY value DESC NULLS FIRST"))
        .containsExactly(3, 2, 1);
  }

  @Test
  void limitAndOffsetTakeParameters() {
    assertThat(column(session, "SELECT id FROM demo ORDER BY id LIMIT ? OFFSET ?", 1, 1))
        .containsExactly(2);
    assertThat(
            column(session, "SELECT id FROM demo ORDER BY id OFFSET 1 ROW FETCH NEXT 5 ROWS ONLY"))
        .containsExactly(2, 3);
    assertThat(column(session, "SELECT id FROM demo LIMIT 0")).isEmpty();
    assertThat(column(session, "SELECT id FROM demo LIMIT 2")).hasSize(2);
    assertFails(SqlState.INVALID_PARAMETER_VALUE, session, "SELECT id FROM demo LIMIT ?", -1);
  }

  @Test
  void aggregatesLeaveNullsOut() {
    assertThat(
            rows(
                session,
                "SELECT count(*), count(value), sum(value), avg(value), min(name), max(price) FROM"
                    + " demo"))
        .containsExactly(
            List.of(
                3L,
                2L,
                new BigDecimal("30"),
                new BigDecimal("15.0000000000000000"),
                "one",
                new BigDecimal("2.25")));
  }

  @Test
  void aggregatesOverNothingAreNullAndCountIsZero() {
    assertThat(rows(session, "SELECT count(*), sum(value), max(name) FROM demo WHERE id > 5"))
        .containsExactly(Arrays.asList(0L, null, null));
  }

  @Test
  void groupsAndTheirConditions() {
    assertThat(
            rows(
                session,
                "SELECT value IS NULL, count(*) FROM demo GROUP BY value IS NULL ORDER BY 2"))
        .containsExactly(List.of(true, 1L), List.of(false, 2L));
    assertThat(column(session, "SELECT name FROM demo GROUP BY name HAVING min(value) > 10"))
        .containsExactly("two");
  }

  @Test
  void expressionsAreComputedWithTheirTypes() {
    assertThat(
            rows(
                session,
                "SELECT value + id, price * 2, -value, upper(name) || '!', "
                    + "CASE WHEN value > 15 THEN 'big' ELSE 'small' END, CAST(price AS INTEGER) "
                    + "FROM demo WHERE id = 2"))
        .containsExactly(List.of(22L, new BigDecimal("4.50"), -20L, "TWO!", "big", 2));
  }

  @Test
  void integersDivideToIntegersAndNeverByZero() {
    assertThat(value(session, "SELECT 7 / 2")).isEqualTo(3);
    assertThat(value(session, "SELECT 7.0 / 2")).isEqualTo(new BigDecimal("3.500000000000"));
    assertFails(SqlState.DIVISION_BY_ZERO, session, "SELECT 1 / 0");
    assertFails(SqlState.DIVISION_BY_ZERO, session, "SELECT 1 % 0");
    assertFails(SqlState.DIVISION_BY_ZERO, session, "SELECT value / 0e0 FROM demo");
  }

  @Test
  void nothingWrapsAround() {
    assertFails(SqlState.NUMERIC_OUT_OF_RANGE, session, "SELECT 2147483647 + 1");
    assertFails(
        SqlState.NUMERIC_OUT_OF_RANGE, session, "SELECT 9223372036854775807 * value FROM demo");
    assertFails(SqlState.NUMERIC_OUT_OF_RANGE, session, "SELECT CAST(300 AS TINYINT)");
  }

  @Test
  void aConstantThatFailsDoesSoOnlyWhereItIsReached() {
    assertThat(column(session, "SELECT CASE WHEN id > 0 THEN id ELSE 1 / 0 END FROM demo"))
        .containsExactly(1, 2, 3);
  }

  @Test
  void datesAndIntervals() {
    assertThat(value(session, "SELECT DATE '2024-02-28' + INTERVAL '2' DAY"))
        .isEqualTo(LocalDate.of(2024, 3, 1));
    assertThat(value(session, "SELECT EXTRACT(MONTH FROM TIMESTAMP '2024-05-06 07:08:09')"))
        .isEqualTo(5L);
    assertThat(value(session, "SELECT CURRENT_DATE")).isEqualTo(LocalDate.of(2025, 1, 1));
    assertFails(SqlState.INVALID_DATETIME, session, "SELECT CAST('2023-02-29' AS DATE)");
  }

  @Test
  void parametersWithoutAPlaceThatTellsTheirTypeTakeAnything() {
    assertThat(rows(session, "SELECT ?, ? IS NULL", "x", 1)).containsExactly(List.of("x", false));
    assertThat(session.prepare("SELECT ?").parameters())
        .extracting(SqlParameter::type)
        .containsExactly(SqlType.ANY);
    assertThat(session.prepare("SELECT id FROM demo WHERE name = ? AND id > ?").parameters())
        .extracting(SqlParameter::type)
        .containsExactly(SqlType.VARCHAR, SqlType.INTEGER);
  }

  @Test
  void aWrongNumberOfParametersIsRefused() {
    assertFails(SqlState.WRONG_PARAMETER_COUNT, session, "SELECT id FROM demo WHERE id = ?");
    assertFails(SqlState.WRONG_PARAMETER_COUNT, session, "SELECT id FROM demo", 1);
  }

  @Test
  void joinsOfEveryKind() {
    assertThat(rows(session, "SELECT a.id, b.id FROM demo a JOIN demo b ON b.id = a.id + 1"))
        .containsExactly(List.of(1, 2), List.of(2, 3));
    assertThat(rows(session, "SELECT a.id, b.id FROM demo a LEFT JOIN demo b ON b.id = a.id + 1"))
        .containsExactlyInAnyOrder(List.of(1, 2), List.of(2, 3), Arrays.asList(3, null));
    assertThat(rows(session, "SELECT a.id, b.id FROM demo a FULL JOIN demo b ON b.id = a.id + 1"))
        .containsExactlyInAnyOrder(
            List.of(1, 2), List.of(2, 3), Arrays.asList(3, null), Arrays.asList(null, 1));
    assertThat(rows(session, "SELECT a.id, b.id FROM demo a, demo b WHERE a.id < b.id")).hasSize(3);
  }

  @Test
  void subQueriesOfEveryKind() {
    assertThat(column(session, "SELECT id FROM demo WHERE value > (SELECT avg(value) FROM demo)"))
        .containsExactly(2);
    assertThat(
            column(
                session,
                "SELECT id FROM demo a WHERE EXISTS "
                    + "(SELECT 1 FROM demo b WHERE b.value > a.value)"))
        .containsExactly(1);
    assertThat(
            column(
                session, "SELECT id FROM demo WHERE id IN (SELECT id + 1 FROM demo) ORDER BY id"))
        .containsExactly(2, 3);
    assertFails(SqlState.CARDINALITY_VIOLATION, session, "SELECT (SELECT id FROM demo) FROM demo");
  }

  @Test
  void setsOfRows() {
    assertThat(column(session, "SELECT id FROM demo UNION SELECT 3 UNION SELECT 4 ORDER BY 1"))
        .containsExactly(1, 2, 3, 4);
    assertThat(column(session, "SELECT id FROM demo UNION ALL SELECT 3")).hasSize(4);
    assertThat(column(session, "SELECT id FROM demo INTERSECT SELECT 3")).containsExactly(3);
    assertThat(column(session, "SELECT id FROM demo EXCEPT SELECT 3 ORDER BY 1"))
        .containsExactly(1, 2);
    assertThat(column(session, "SELECT DISTINCT value IS NULL FROM demo")).hasSize(2);
  }

  @Test
  void unknownNamesHaveTheirOwnStates() {
    assertFails(SqlState.UNDEFINED_TABLE, session, "SELECT * FROM nosuch");
    assertFails(SqlState.UNDEFINED_TABLE, session, "SELECT * FROM nosuch.demo");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "SELECT nosuch FROM demo");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "SELECT d.nosuch FROM demo d");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "SELECT id FROM demo ORDER BY nosuch");
    assertFails(SqlState.AMBIGUOUS_COLUMN, session, "SELECT id FROM demo a, demo b");
    assertFails(SqlState.UNDEFINED_FUNCTION, session, "SELECT nosuch(id) FROM demo");
    assertFails(SqlState.GROUPING_ERROR, session, "SELECT id, count(*) FROM demo");
    assertFails(SqlState.SYNTAX_ERROR, session, "SELECT FROM WHERE");
  }

  @Test
  void aPlainQueryReadsOneSnapshotWhileItStreams() {
    SqlSession writer = fixture.session();
    try (SqlRows rows = (SqlRows) run(session, "SELECT id FROM demo")) {
      assertThat(rows.next()).isTrue();
      script(writer, "DELETE FROM demo");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
    assertThat(column(session, "SELECT id FROM demo")).isEmpty();
  }

  @Test
  void maxRowsEndsAResult() {
    var options = new ExecutionOptions(Duration.ZERO, 2, 0, GeneratedKeys.NONE);
    var rows = (SqlRows) session.prepare("SELECT id FROM demo").execute(new Object[0], options);

    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isFalse();
  }

  @Test
  void whatIsHeldBackHasALimit() {
    try (var small = SqlFixture.open(new SqlOptions(10, 2_000))) {
      SqlSession limited = small.session();
      script(limited, "CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(100))");
      for (int i = 0; i < 50; i++) {
        run(limited, "INSERT INTO t VALUES (?, ?)", i, "x".repeat(50));
      }
      assertFails(SqlState.OUT_OF_MEMORY, limited, "SELECT * FROM t ORDER BY s");
      assertThat(column(limited, "SELECT s FROM t")).hasSize(50);
      assertThat(column(limited, "SELECT id FROM t ORDER BY s, id LIMIT 2")).containsExactly(0, 1);
    }
  }
}

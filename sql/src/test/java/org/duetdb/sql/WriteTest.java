package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.sql.SqlFixture.assertFails;
import static org.duetdb.sql.SqlFixture.column;
import static org.duetdb.sql.SqlFixture.count;
import static org.duetdb.sql.SqlFixture.rows;
import static org.duetdb.sql.SqlFixture.run;
import static org.duetdb.sql.SqlFixture.script;
import static org.duetdb.sql.SqlFixture.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteTest {
  private SqlFixture fixture;
  private SqlSession session;

  @BeforeEach
  void open() {
    fixture = SqlFixture.open();
    session = fixture.session();
    script(
        session,
        "CREATE TABLE demo (id INT PRIMARY KEY, value INT DEFAULT 7, name VARCHAR(5) NOT NULL)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Document document(String collection, Object id) {
    return fixture
        .deployment()
        .database("test")
        .collection(collection)
        .find(new Document("_id", id))
        .first()
        .orElseThrow();
  }

  @Test
  void aRowIsADocumentWithTheKeyAsItsId() {
    script(session, "INSERT INTO demo (name, id) VALUES ('a', 1), ('b', 2)");

    assertThat(document("demo", 1))
        .isEqualTo(new Document("_id", 1).append("value", 7).append("name", "a"));
  }

  @Test
  void everyTypeIsStoredAsItsBsonType() {
    script(
        session,
        "CREATE TABLE types (k INT PRIMARY KEY, b BOOLEAN, l BIGINT, f DOUBLE, r REAL, d"
            + " DECIMAL(10, 2), n NUMERIC, t TEXT, x VARBINARY(4), dt DATE, tm TIME, ts TIMESTAMP,"
            + " u UUID, a INT ARRAY)");
    UUID uuid = new UUID(1, 2);
    run(
        session,
        "INSERT INTO types VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        true,
        5L,
        1.5,
        2.5f,
        new BigDecimal("1.005"),
        new BigDecimal("123.4567"),
        "text",
        new byte[] {1, 2},
        LocalDate.of(2020, 2, 3),
        LocalTime.of(4, 5, 6),
        LocalDateTime.of(2020, 2, 3, 4, 5, 6),
        uuid,
        List.of(1, 2));

    Document stored = document("types", 1);
    assertThat(stored.get("d")).isEqualTo(Decimal128.parse("1.01"));
    assertThat(stored.get("n")).isEqualTo(Decimal128.parse("123.4567"));
    assertThat(stored.get("u")).isEqualTo(uuid);
    assertThat(stored.get("a")).isEqualTo(List.of(1, 2));

    List<Object> row = rows(session, "SELECT * FROM types").get(0);
    assertThat(row.subList(1, 8))
        .containsExactly(
            true, 5L, 1.5, 2.5f, new BigDecimal("1.01"), new BigDecimal("123.4567"), "text");
    assertThat((byte[]) row.get(8)).containsExactly(1, 2);
    assertThat(row.subList(9, 14))
        .containsExactly(
            LocalDate.of(2020, 2, 3),
            LocalTime.of(4, 5, 6),
            LocalDateTime.of(2020, 2, 3, 4, 5, 6),
            uuid,
            List.of(1, 2));
  }

  @Test
  void anAtomicStatementInsertsAllRowsOrNone() {
    script(session, "INSERT INTO demo VALUES (2, 1, 'x')");

    assertFails(
        SqlState.UNIQUE_VIOLATION,
        session,
        "INSERT INTO demo VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 1, 'c')");

    assertThat(column(session, "SELECT id FROM demo")).containsExactly(2);
  }

  @Test
  void valuesAreCheckedBeforeAnythingIsWritten() {
    assertFails(SqlState.NOT_NULL_VIOLATION, session, "INSERT INTO demo (id) VALUES (1)");
    assertFails(SqlState.NOT_NULL_VIOLATION, session, "INSERT INTO demo (name) VALUES ('a')");
    assertFails(
        SqlState.STRING_TOO_LONG,
        session,
        "INSERT INTO demo VALUES (1, 1, 'ok'), (2, 1, 'too long')");
    assertFails(
        SqlState.NUMERIC_OUT_OF_RANGE,
        session,
        "INSERT INTO demo VALUES (?, 1, 'a')",
        3_000_000_000L);
    assertFails(SqlState.INVALID_CAST, session, "INSERT INTO demo VALUES (?, 1, 'a')", "one");
    assertFails(SqlState.SYNTAX_ERROR, session, "INSERT INTO demo (id, name) VALUES (1)");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "INSERT INTO demo (id, nix) VALUES (1, 2)");
    assertFails(SqlState.DUPLICATE_COLUMN, session, "INSERT INTO demo (id, id) VALUES (1, 2)");

    assertThat(column(session, "SELECT id FROM demo")).isEmpty();
  }

  @Test
  void trailingBlanksDoNotMakeATextTooLong() {
    script(session, "INSERT INTO demo VALUES (1, 1, 'abc      ')");

    assertThat(value(session, "SELECT name FROM demo")).isEqualTo("abc  ");
  }

  @Test
  void defaultsStandWhereNothingIsGiven() {
    script(
        session,
        "INSERT INTO demo VALUES (1, DEFAULT, 'a')",
        "INSERT INTO demo (id, name) VALUES (2, 'b')");

    assertThat(column(session, "SELECT value FROM demo")).containsExactly(7, 7);
    assertThat(count(session, "UPDATE demo SET value = 9 WHERE id = 1")).isEqualTo(1);
    assertThat(count(session, "UPDATE demo SET value = DEFAULT")).isEqualTo(2);
    assertThat(column(session, "SELECT value FROM demo")).containsExactly(7, 7);
  }

  @Test
  void aTableWithoutAKeyGeneratesIds() {
    script(session, "CREATE TABLE nokey (x INT)", "INSERT INTO nokey VALUES (1), (1)");

    assertThat(column(session, "SELECT x FROM nokey")).containsExactly(1, 1);
    assertThat(fixture.deployment().database("test").collection("nokey").find().toList())
        .allSatisfy(each -> assertThat(each.get("_id")).isInstanceOf(ObjectId.class));
  }

  @Test
  void rowsOfAQueryAreInserted() {
    script(session, "INSERT INTO demo VALUES (1, 10, 'a'), (2, 20, 'b')");

    assertThat(
            count(
                session,
                "INSERT INTO demo (id, name) SELECT id + 10, name FROM demo WHERE id < ?",
                9))
        .isEqualTo(2);
    assertThat(rows(session, "SELECT id, value FROM demo WHERE id > 10"))
        .containsExactly(List.of(11, 7), List.of(12, 7));
  }

  @Test
  void generatedKeysAreThoseOfTheInsertedRows() {
    var options = ExecutionOptions.DEFAULT.withKeys(GeneratedKeys.AUTOMATIC);
    var result =
        (SqlCount)
            session
                .prepare("INSERT INTO demo (id, name) VALUES (5, 'a'), (6, 'b')")
                .execute(new Object[0], options);

    try (SqlRows keys = result.generatedKeys().orElseThrow()) {
      assertThat(keys.columns()).extracting(SqlColumn::label).containsExactly("id");
      assertThat(keys.next()).isTrue();
      assertThat(keys.value(0)).isEqualTo(5);
      assertThat(keys.next()).isTrue();
      assertThat(keys.value(0)).isEqualTo(6);
      assertThat(keys.next()).isFalse();
    }
  }

  @Test
  void anUpdateCountsTheRowsThatMatchAlsoIfNothingChanges() {
    script(session, "INSERT INTO demo VALUES (1, 10, 'a'), (2, 20, 'b')");

    assertThat(count(session, "UPDATE demo SET value = value")).isEqualTo(2);
    assertThat(count(session, "UPDATE demo SET value = 1 WHERE id = 9")).isZero();
    assertThat(count(session, "UPDATE demo SET value = 1 WHERE 1 = 0")).isZero();
    assertThat(count(session, "UPDATE demo d SET value = d.value + id WHERE d.id = ?", 2))
        .isEqualTo(1);
    assertThat(column(session, "SELECT value FROM demo")).containsExactly(10, 22);
  }

  @Test
  void theTablesNameMayStandBeforeAnAssignedColumn() {
    script(session, "INSERT INTO demo VALUES (1, 1, 'a')");

    assertThat(count(session, "UPDATE demo SET demo.value = demo.value + 1")).isEqualTo(1);
    assertThat(count(session, "UPDATE demo d SET \"d\".value = d.value + 1")).isEqualTo(1);
    assertFails(SqlState.UNDEFINED_COLUMN, session, "UPDATE demo d SET demo.value = 1");
    fixture.deployment().database("test").collection("loose").insertOne(new Document("_id", 1));
    assertThat(count(session, "UPDATE loose SET loose.value = 1")).isEqualTo(1);

    assertThat(value(session, "SELECT value FROM demo")).isEqualTo(3);
    assertThat(document("loose", 1)).isEqualTo(new Document("_id", 1).append("value", 1));
  }

  @Test
  void anUpdateComputesAllValuesFromTheOldRow() {
    script(
        session,
        "CREATE TABLE pair (id INT PRIMARY KEY, a INT, b INT)",
        "INSERT INTO pair VALUES (1, 10, 20)",
        "UPDATE pair SET a = b, b = a");

    assertThat(rows(session, "SELECT a, b FROM pair")).containsExactly(List.of(20, 10));
  }

  @Test
  void anUpdateThatFailsAtOneRowLeavesNoTrace() {
    script(session, "INSERT INTO demo VALUES (1, 10, 'a'), (2, 0, 'b'), (3, 5, 'c')");

    assertFails(SqlState.DIVISION_BY_ZERO, session, "UPDATE demo SET value = 100 / value");
    assertFails(
        SqlState.NOT_NULL_VIOLATION,
        session,
        "UPDATE demo SET name = CASE WHEN id = 3 THEN NULL ELSE 'x' END");

    assertThat(rows(session, "SELECT value, name FROM demo"))
        .containsExactly(List.of(10, "a"), List.of(0, "b"), List.of(5, "c"));
  }

  @Test
  void keysCanBeShiftedAndExchanged() {
    script(
        session,
        "INSERT INTO demo VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')",
        "UPDATE demo SET id = id + 1",
        "UPDATE demo SET id = 6 - id");

    assertThat(rows(session, "SELECT id, name FROM demo ORDER BY id"))
        .containsExactly(List.of(2, "c"), List.of(3, "b"), List.of(4, "a"));
    assertFails(SqlState.UNIQUE_VIOLATION, session, "UPDATE demo SET id = 2 WHERE id = 3");
  }

  @Test
  void aCompositeKeyIsAnEmbeddedDocument() {
    script(
        session,
        "CREATE TABLE pair (a INT, b VARCHAR(3), c INT, PRIMARY KEY (b, a))",
        "INSERT INTO pair VALUES (1, 'x', 5), (1, 'y', 6)");

    assertThat(document("pair", new Document("b", "x").append("a", 1)).get("c")).isEqualTo(5);
    assertThat(rows(session, "SELECT * FROM pair WHERE a = 1 AND b = ?", "y"))
        .containsExactly(List.of(1, "y", 6));
    assertThat(count(session, "UPDATE pair SET c = 0 WHERE b = 'x' AND a = 1")).isEqualTo(1);
    assertFails(SqlState.UNIQUE_VIOLATION, session, "INSERT INTO pair VALUES (1, 'x', 7)");
    assertFails(SqlState.NOT_NULL_VIOLATION, session, "INSERT INTO pair (a) VALUES (1)");
  }

  @Test
  void deletesWhatMatches() {
    script(session, "INSERT INTO demo VALUES (1, 10, 'a'), (2, 20, 'b'), (3, NULL, 'c')");

    assertThat(count(session, "DELETE FROM demo WHERE id = ?", 1)).isEqualTo(1);
    assertThat(count(session, "DELETE FROM demo d WHERE d.value > 100")).isZero();
    assertThat(count(session, "DELETE FROM demo")).isEqualTo(2);
  }

  @Test
  void aggregatesCannotStandInAnUpdate() {
    assertFails(SqlState.GROUPING_ERROR, session, "UPDATE demo SET value = max(value)");
  }

  @Test
  void tablesAreCreatedAndDroppedOnce() {
    assertFails(SqlState.DUPLICATE_TABLE, session, "CREATE TABLE Demo (id INT)");
    script(session, "CREATE TABLE IF NOT EXISTS demo (other INT)");
    assertThat(session.prepare("SELECT * FROM demo").columns()).hasSize(3);
    script(session, "DROP TABLE DEMO");
    assertFails(SqlState.UNDEFINED_TABLE, session, "DROP TABLE demo");
    assertFails(SqlState.UNDEFINED_TABLE, session, "SELECT * FROM demo");
    script(session, "DROP TABLE IF EXISTS demo");
  }

  @Test
  void declarationsThatContradictThemselvesAreRefused() {
    assertFails(SqlState.DUPLICATE_COLUMN, session, "CREATE TABLE t (a INT, A INT)");
    assertFails(SqlState.UNDEFINED_COLUMN, session, "CREATE TABLE t (a INT, PRIMARY KEY (b))");
    assertFails(
        SqlState.INVALID_DEFINITION,
        session,
        "CREATE TABLE t (a INT PRIMARY KEY, b INT PRIMARY KEY)");
    assertFails(SqlState.INVALID_DEFINITION, session, "CREATE TABLE t (_id INT, b INT)");
    assertFails(SqlState.INVALID_NAME, session, "CREATE TABLE t (\"a.b\" INT)");
    assertFails(SqlState.UNDEFINED_OBJECT, session, "CREATE TABLE t (a NOSUCHTYPE)");
  }

  @Test
  void theTablesAreDescribed() {
    TableDescription demo =
        session.tables().stream().filter(t -> t.name().equals("demo")).findFirst().orElseThrow();

    assertThat(demo.schema()).isEqualTo("test");
    assertThat(demo.kind()).isEqualTo(TableDescription.Kind.TABLE);
    assertThat(demo.primaryKey()).containsExactly("id");
    assertThat(demo.columns())
        .extracting(each -> each.column().name() + " " + each.column().typeName())
        .containsExactly("id INTEGER", "value INTEGER", "name VARCHAR(5)");
    assertThat(demo.columns().get(1).defaultText()).isEqualTo("7");
    assertThat(session.schemas()).contains("test");
  }

  @Test
  void nullAndMissingAreNull() {
    fixture
        .deployment()
        .database("test")
        .collection("demo")
        .insertOne(new Document("_id", 9).append("name", "doc"));

    assertThat(rows(session, "SELECT id, value, name FROM demo"))
        .containsExactly(Arrays.asList(9, null, "doc"));
  }
}

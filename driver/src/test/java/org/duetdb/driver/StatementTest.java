package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.duetdb.driver.TestDatabase.fails;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementTest {
  private final TestDatabase database = new TestDatabase();
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    statement = connection.createStatement();
    statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))");
    statement.execute("INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three')");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void executeTellsRowsFromCounts() throws SQLException {
    assertThat(statement.execute("SELECT id FROM t")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getResultSet().next()).isTrue();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);

    assertThat(statement.execute("DELETE FROM t WHERE id > 1")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getLargeUpdateCount()).isEqualTo(2);
    assertThat(statement.getResultSet()).isNull();
  }

  @Test
  void definitionsCountZero() throws SQLException {
    assertThat(statement.executeUpdate("CREATE TABLE u (id INTEGER PRIMARY KEY)")).isZero();
    assertThat(statement.execute("DROP TABLE u")).isFalse();
    assertThat(statement.getUpdateCount()).isZero();
  }

  @Test
  void theWrongMethodIsRefusedBeforeAnythingHappens() throws SQLException {
    fails("42809", () -> statement.executeQuery("DELETE FROM t"));
    fails("42809", () -> statement.executeUpdate("SELECT * FROM t"));

    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("3");
  }

  @Test
  void aSyntaxErrorNamesThePlaceWithACaret() {
    var failure =
        catchThrowableOfType(
            SQLSyntaxErrorException.class,
            () -> statement.executeQuery("SELECT id\nFROM t WHERE WHERE"));

    assertThat(failure.getSQLState()).isEqualTo("42601");
    assertThat(failure.getMessage())
        .contains("line 2")
        .contains("FROM t WHERE WHERE")
        .endsWith("^");
  }

  @Test
  void unknownNamesHaveTheirStates() {
    fails("42P01", () -> statement.executeQuery("SELECT * FROM nowhere"));
    fails("42703", () -> statement.executeQuery("SELECT missing FROM t"));
    fails("42P07", () -> statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    fails("23505", () -> statement.execute("INSERT INTO t VALUES (1, 'again')"));
    fails("22012", () -> TestDatabase.query(connection, "SELECT 1 / (id - id) FROM t"));
  }

  @Test
  void severalStatementsRunOneAfterTheOther() throws SQLException {
    boolean rows =
        statement.execute(
            "INSERT INTO t VALUES (4, 'a;b'); SELECT name FROM t WHERE id = 4; DELETE FROM t;");

    assertThat(rows).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(1);
    assertThat(statement.getMoreResults()).isTrue();
    assertThat(statement.getResultSet().next()).isTrue();
    assertThat(statement.getResultSet().getString(1)).isEqualTo("a;b");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(4);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void executeQueryOfSeveralStatementsAnswersTheFirstRows() throws SQLException {
    try (var results =
        statement.executeQuery("SET lock_timeout = 3000; SELECT id FROM t WHERE id = 2")) {
      assertThat(results.next()).isTrue();
      assertThat(results.getInt("id")).isEqualTo(2);
    }
  }

  @Test
  void aResultCanBeKeptWhileTheNextIsShown() throws SQLException {
    statement.execute("SELECT id FROM t ORDER BY id; SELECT name FROM t ORDER BY id");
    var first = statement.getResultSet();

    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
    var second = statement.getResultSet();
    assertThat(first.next()).isTrue();
    assertThat(second.next()).isTrue();
    assertThat(first.getInt(1) + second.getString(1)).isEqualTo("1one");

    assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isTrue();
    fails("22023", () -> statement.getMoreResults(99));
  }

  @Test
  void executingAgainClosesTheResultBefore() throws SQLException {
    var first = statement.executeQuery("SELECT id FROM t");

    statement.executeQuery("SELECT id FROM t");

    assertThat(first.isClosed()).isTrue();
    fails("24000", first::next);
  }

  @Test
  void closingAStatementClosesItsResult() throws SQLException {
    var results = statement.executeQuery("SELECT id FROM t");

    statement.close();
    statement.close();

    assertThat(results.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    fails("55000", () -> statement.executeQuery("SELECT id FROM t"));
    fails("55000", statement::getWarnings);
  }

  @Test
  void closeOnCompletionClosesTheStatementWithItsResult() throws SQLException {
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();
    var results = statement.executeQuery("SELECT id FROM t");

    results.close();

    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void maxRowsLimitsAResult() throws SQLException {
    statement.setMaxRows(2);

    try (var results = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(results.next()).isTrue();
      assertThat(results.next()).isTrue();
      assertThat(results.next()).isFalse();
    }
    assertThat(statement.getMaxRows()).isEqualTo(2);
  }

  @Test
  void settingsAreKeptAndWrongOnesRefused() throws SQLException {
    statement.setFetchSize(50);
    statement.setQueryTimeout(7);
    statement.setLargeMaxRows(1L << 40);
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    statement.setPoolable(true);
    statement.setEscapeProcessing(true);
    statement.setCursorName("c");
    statement.setMaxFieldSize(0);

    assertThat(statement.getFetchSize()).isEqualTo(50);
    assertThat(statement.getQueryTimeout()).isEqualTo(7);
    assertThat(statement.getLargeMaxRows()).isEqualTo(1L << 40);
    assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
    assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
    assertThat(statement.isPoolable()).isTrue();
    assertThat(statement.getMaxFieldSize()).isZero();
    fails("22023", () -> statement.setFetchSize(-1));
    fails("22023", () -> statement.setQueryTimeout(-1));
    fails("22023", () -> statement.setMaxRows(-1));
    fails("22023", () -> statement.setFetchDirection(0));
    fails("HYC00", () -> statement.setMaxFieldSize(10));
  }

  @Test
  void aStatementKnowsWhereItComesFrom() throws SQLException {
    assertThat(statement.getConnection()).isSameAs(connection);
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
    assertThat(statement.isWrapperFor(String.class)).isFalse();
    assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
  }

  @Test
  void aBatchRunsItsTextsInOrder() throws SQLException {
    statement.addBatch("INSERT INTO t VALUES (4, 'four')");
    statement.addBatch("UPDATE t SET name = 'x' WHERE id < 3");
    statement.addBatch("CREATE TABLE u (id INTEGER PRIMARY KEY)");

    assertThat(statement.executeBatch()).containsExactly(1, 2, 0);
    assertThat(statement.executeBatch()).isEmpty();
  }

  @Test
  void aFailingBatchReportsTheCountsBeforeTheFailure() throws SQLException {
    statement.addBatch("INSERT INTO t VALUES (4, 'four')");
    statement.addBatch("INSERT INTO t VALUES (1, 'again')");
    statement.addBatch("INSERT INTO t VALUES (5, 'five')");

    var failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);

    assertThat(failure.getUpdateCounts()).containsExactly(1);
    assertThat(failure.getSQLState()).isEqualTo("23505");
    assertThat(failure.getErrorCode()).isEqualTo(11000);
    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("4");
  }

  @Test
  void aQueryInABatchIsRefused() throws SQLException {
    statement.addBatch("SELECT * FROM t");

    assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
    statement.clearBatch();
    assertThat(statement.executeBatch()).isEmpty();
  }

  @Test
  void aClauseWithoutEffectIsAWarning() throws SQLException {
    statement.execute("SELECT id FROM t WHERE id = 1 FOR UPDATE");

    assertThat((Throwable) statement.getWarnings()).isNotNull();
    assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
    statement.clearWarnings();
    assertThat((Throwable) statement.getWarnings()).isNull();
  }

  @Test
  void generatedKeysAreReturnedWhenAskedFor() throws SQLException {
    int count =
        statement.executeUpdate(
            "INSERT INTO t VALUES (4, 'four'), (5, 'five')", Statement.RETURN_GENERATED_KEYS);

    assertThat(count).isEqualTo(2);
    try (var keys = statement.getGeneratedKeys()) {
      assertThat(keys.getMetaData().getColumnLabel(1)).isEqualTo("id");
      assertThat(keys.next()).isTrue();
      assertThat(keys.getInt(1)).isEqualTo(4);
      assertThat(keys.next()).isTrue();
      assertThat(keys.getInt("id")).isEqualTo(5);
      assertThat(keys.next()).isFalse();
    }
    statement.executeUpdate("DELETE FROM t");
    assertThat(statement.getGeneratedKeys().next()).isFalse();
  }
}

package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.driver.TestDatabase.fails;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultSetTest {
  private final TestDatabase database = new TestDatabase();
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    statement = connection.createStatement();
    statement.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20), price DECIMAL(9, 2))");
    statement.execute("INSERT INTO t VALUES (1, 'one', 1.5), (2, 'two', 2.5), (3, 'three', 3.5)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aForwardOnlyResultKnowsWhereItStands() throws SQLException {
    try (var results = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(results.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThat(results.isBeforeFirst()).isTrue();
      assertThat(results.isBeforeFirst()).isTrue();
      assertThat(results.getRow()).isZero();
      assertThat(results.next()).isTrue();
      assertThat(results.isBeforeFirst()).isFalse();
      assertThat(results.isFirst()).isTrue();
      assertThat(results.getRow()).isEqualTo(1);
      assertThat(results.getInt(1)).isEqualTo(1);
      assertThat(results.next()).isTrue();
      assertThat(results.isFirst()).isFalse();
      assertThat(results.next()).isTrue();
      assertThat(results.isAfterLast()).isFalse();
      assertThat(results.next()).isFalse();
      assertThat(results.isAfterLast()).isTrue();
      assertThat(results.next()).isFalse();
      assertThat(results.getRow()).isZero();
      fails("24000", () -> results.getInt(1));
    }
  }

  @Test
  void anEmptyResultIsNeitherBeforeItsFirstRowNorAfterItsLast() throws SQLException {
    try (var results = statement.executeQuery("SELECT id FROM t WHERE id > 9")) {
      assertThat(results.isBeforeFirst()).isFalse();
      assertThat(results.next()).isFalse();
      assertThat(results.isAfterLast()).isFalse();
    }
  }

  @Test
  void aForwardOnlyResultDoesNotScroll() throws SQLException {
    try (var results = statement.executeQuery("SELECT id FROM t")) {
      fails("HYC00", results::previous);
      fails("HYC00", results::first);
      fails("HYC00", results::last);
      fails("HYC00", results::isLast);
      fails("HYC00", results::beforeFirst);
      fails("HYC00", results::afterLast);
      fails("HYC00", () -> results.absolute(1));
      fails("HYC00", () -> results.relative(1));
      fails("HYC00", () -> results.setFetchDirection(ResultSet.FETCH_REVERSE));
    }
  }

  @Test
  void aScrollInsensitiveResultScrolls() throws SQLException {
    try (var scrolling =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        var results = scrolling.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(results.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(results.isBeforeFirst()).isTrue();
      assertThat(results.last()).isTrue();
      assertThat(results.isLast()).isTrue();
      assertThat(results.getInt(1)).isEqualTo(3);
      assertThat(results.previous()).isTrue();
      assertThat(results.getRow()).isEqualTo(2);
      assertThat(results.absolute(1)).isTrue();
      assertThat(results.isFirst()).isTrue();
      assertThat(results.absolute(-1)).isTrue();
      assertThat(results.getInt(1)).isEqualTo(3);
      assertThat(results.relative(-2)).isTrue();
      assertThat(results.getInt(1)).isEqualTo(1);
      assertThat(results.absolute(0)).isFalse();
      assertThat(results.isBeforeFirst()).isTrue();
      assertThat(results.absolute(99)).isFalse();
      assertThat(results.isAfterLast()).isTrue();
      assertThat(results.absolute(-99)).isFalse();
      assertThat(results.isBeforeFirst()).isTrue();
      results.afterLast();
      assertThat(results.previous()).isTrue();
      assertThat(results.getInt(1)).isEqualTo(3);
      results.setFetchDirection(ResultSet.FETCH_REVERSE);
      assertThat(results.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
      results.beforeFirst();
      fails("24000", () -> results.getInt(1));
    }
  }

  @Test
  void aScrollInsensitiveResultDoesNotSeeLaterChanges() throws SQLException {
    try (var scrolling =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        var results = scrolling.executeQuery("SELECT id FROM t ORDER BY id")) {
      statement.executeUpdate("DELETE FROM t");
      assertThat(results.last()).isTrue();
      assertThat(results.getRow()).isEqualTo(3);
    }
  }

  @Test
  void aStreamedResultReadsFromTheSnapshotOfItsQuery() throws SQLException {
    try (var results = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      assertThat(results.next()).isTrue();
      database.run("DELETE FROM t");
      assertThat(results.next()).isTrue();
      assertThat(results.next()).isTrue();
      assertThat(results.next()).isFalse();
    }
  }

  @Test
  void aHeldResultSurvivesTheCommitAndAnOtherDoesNot() throws SQLException {
    connection.setAutoCommit(false);
    try (var closing =
            connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.CLOSE_CURSORS_AT_COMMIT);
        var held = statement.executeQuery("SELECT id FROM t");
        var closed = closing.executeQuery("SELECT id FROM t")) {
      assertThat(held.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      assertThat(held.next()).isTrue();
      assertThat(closed.next()).isTrue();
      int first = held.getInt(1);

      connection.commit();
      connection.commit();

      assertThat(closed.isClosed()).isTrue();
      assertThat(held.getInt(1)).isEqualTo(first);
      assertThat(held.next()).isTrue();
      assertThat(held.next()).isTrue();
      assertThat(held.next()).isFalse();
    }
  }

  @Test
  void aResultSurvivesACommitThatIsWrittenInSql() throws SQLException {
    connection.setAutoCommit(false);
    try (var results = statement.executeQuery("SELECT id FROM t")) {
      assertThat(results.next()).isTrue();
      TestDatabase.run(connection, "COMMIT");
      assertThat(results.next()).isTrue();
    }
  }

  @Test
  void aRollbackClosesResults() throws SQLException {
    connection.setAutoCommit(false);
    var results = statement.executeQuery("SELECT id FROM t");
    assertThat(results.next()).isTrue();

    connection.rollback();

    assertThat(results.isClosed()).isTrue();
    fails("24000", results::next);
  }

  @Test
  void columnsAreFoundByLabelAsWrittenOrInAnyCase() throws SQLException {
    try (var results = statement.executeQuery("SELECT id AS \"Key\", name FROM t WHERE id = 1")) {
      assertThat(results.next()).isTrue();
      assertThat(results.findColumn("Key")).isEqualTo(1);
      assertThat(results.getInt("KEY")).isEqualTo(1);
      assertThat(results.getString("NAME")).isEqualTo("one");
      fails("42703", () -> results.getString("id"));
      fails("22023", () -> results.getString(3));
      fails("22023", () -> results.getString(0));
    }
  }

  @Test
  void valuesAreConvertedOrRefused() throws SQLException {
    try (var results = statement.executeQuery("SELECT name, price FROM t WHERE id = 1")) {
      fails("24000", () -> results.getString(1));
      assertThat(results.next()).isTrue();
      fails("22018", () -> results.getInt(1));
      fails("22018", () -> results.getDate(1));
      fails("HYC00", () -> results.getRef(1));
      fails("HYC00", () -> results.getRowId(1));
      fails("HYC00", () -> results.getSQLXML(1));
      fails("22018", () -> results.getURL(1));
      assertThat(results.getInt(2)).isEqualTo(1);
      assertThat(results.getString(2)).isEqualTo("1.50");
      assertThat(results.getObject(2)).isEqualTo(new java.math.BigDecimal("1.50"));
    }
  }

  static Stream<Method> changes() {
    return Arrays.stream(ResultSet.class.getMethods())
        .filter(
            method ->
                method.getName().startsWith("update")
                    || method.getName().matches("(insert|delete|refresh)Row|cancelRowUpdates")
                    || method.getName().startsWith("moveTo"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeOfARowIsRefused(Method change) throws Exception {
    try (var results = statement.executeQuery("SELECT id FROM t")) {
      assertThat(results.next()).isTrue();
      var arguments =
          Arrays.stream(change.getParameterTypes()).map(ResultSetTest::anyValue).toArray();

      assertThatThrownBy(
              () -> {
                try {
                  change.invoke(results, arguments);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              })
          .isInstanceOfSatisfying(
              SQLFeatureNotSupportedException.class,
              failure -> assertThat(failure.getSQLState()).isEqualTo("HYC00"));
    }
  }

  private static Object anyValue(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == String.class) {
      return "id";
    }
    return type.isPrimitive()
        ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
        : null;
  }

  @Test
  void metadataDescribesTheColumns() throws SQLException {
    try (var results = statement.executeQuery("SELECT id, name AS n, price * 2 FROM t")) {
      ResultSetMetaData metadata = results.getMetaData();

      assertThat(metadata.getColumnCount()).isEqualTo(3);
      assertThat(metadata.getColumnName(1)).isEqualToIgnoringCase("id");
      assertThat(metadata.getColumnType(1)).isEqualTo(Types.INTEGER);
      assertThat(metadata.getColumnTypeName(2)).isEqualTo("VARCHAR");
      assertThat(metadata.getColumnClassName(3)).isEqualTo("java.math.BigDecimal");
      assertThat(metadata.getColumnLabel(2)).isEqualToIgnoringCase("n");
      assertThat(metadata.getColumnName(2)).isEqualToIgnoringCase("name");
      assertThat(metadata.getTableName(1)).isEqualToIgnoringCase("t");
      assertThat(metadata.getSchemaName(1)).isEqualTo("test");
      assertThat(metadata.getCatalogName(1)).isEqualTo(database.name());
      assertThat(metadata.getTableName(3)).isEmpty();
      assertThat(metadata.getCatalogName(3)).isEmpty();
      assertThat(metadata.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(metadata.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
      assertThat(metadata.getPrecision(2)).isEqualTo(20);
      assertThat(metadata.getColumnDisplaySize(2)).isEqualTo(20);
      assertThat(metadata.getColumnDisplaySize(1)).isEqualTo(11);
      assertThat(metadata.isSigned(1)).isTrue();
      assertThat(metadata.isSigned(2)).isFalse();
      assertThat(metadata.isCaseSensitive(2)).isTrue();
      assertThat(metadata.isAutoIncrement(1)).isFalse();
      assertThat(metadata.isReadOnly(1)).isTrue();
      assertThat(metadata.isWritable(1)).isFalse();
      assertThat(metadata.isSearchable(1)).isTrue();
      assertThat(metadata.isCurrency(1)).isFalse();
      fails("22023", () -> metadata.getColumnName(4));
    }
  }

  @Test
  void aFailureInTheMiddleEndsTheResultAndTheConnectionIsUsable() throws SQLException {
    fails("22012", () -> TestDatabase.query(connection, "SELECT 6 / (2 - id) FROM t"));

    assertThat(TestDatabase.query(connection, "SELECT COUNT(*) FROM t")).containsExactly("3");
  }

  @Test
  void aResultKnowsItsStatement() throws SQLException {
    try (var results = statement.executeQuery("SELECT id FROM t")) {
      results.setFetchSize(10);

      assertThat(results.getStatement()).isSameAs(statement);
      assertThat(results.getFetchSize()).isEqualTo(10);
      assertThat(results.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(results.unwrap(ResultSet.class)).isSameAs(results);
      assertThat((Throwable) results.getWarnings()).isNull();
      assertThat(results.rowDeleted()).isFalse();
      fails("HYC00", results::getCursorName);
    }
  }
}

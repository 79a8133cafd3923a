package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.driver.TestDatabase.fails;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.util.Map;
import java.util.Properties;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.Session;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.sql.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final TestDatabase database = new TestDatabase();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = database.connect();
    TestDatabase.run(
        connection,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aNewConnectionIsAsJdbcWantsIt() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(connection.isReadOnly()).isFalse();
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(connection.getCatalog()).isEqualTo(database.name());
    assertThat(connection.getSchema()).isEqualTo("test");
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    assertThat(connection.getTypeMap()).isEmpty();
    assertThat((Throwable) connection.getWarnings()).isNull();
    assertThat(connection.getNetworkTimeout()).isZero();
    assertThat(connection.isClosed()).isFalse();
    assertThat(connection.isValid(0)).isTrue();
    assertThat(connection.nativeSQL("SELECT {fn NOW()}")).isEqualTo("SELECT {fn NOW()}");
  }

  @Test
  void optionsOfTheUrlSetTheSession() throws SQLException {
    try (var other =
        database.connect(
            "schema=shop&transaction_isolation=REPEATABLE%20READ&lock_timeout=2000&label=cash")) {
      assertThat(other.getSchema()).isEqualTo("shop");
      assertThat(other.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(TestDatabase.query(other, "SHOW lock_timeout").get(0)).contains("2");
      assertThat(other.getClientInfo("ApplicationName")).isEqualTo("cash");
      assertThat(other.unwrap(EngineSession.class).label()).isEqualTo("cash");
    }
  }

  @Test
  void rollbackUndoesAndCommitKeeps() throws SQLException {
    connection.setAutoCommit(false);
    TestDatabase.run(connection, "INSERT INTO t VALUES (3, 'three')");
    connection.rollback();
    TestDatabase.run(connection, "INSERT INTO t VALUES (4, 'four')");
    assertThat(database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
    connection.commit();

    assertThat(database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "4");
  }

  @Test
  void turningAutocommitOnCommits() throws SQLException {
    connection.setAutoCommit(false);
    TestDatabase.run(connection, "INSERT INTO t VALUES (3, 'three')");
    connection.setAutoCommit(true);

    assertThat(database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3");
  }

  @Test
  void closingRollsBack() throws SQLException {
    connection.setAutoCommit(false);
    TestDatabase.run(connection, "INSERT INTO t VALUES (3, 'three')");
    connection.close();
    connection.close();

    assertThat(database.query("SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
  }

  @Test
  void commitAndRollbackNeedATransaction() throws SQLException {
    fails("25P01", connection::commit);
    fails("25P01", connection::rollback);

    TestDatabase.run(connection, "BEGIN", "INSERT INTO t VALUES (3, 'three')");
    connection.commit();

    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("3");
  }

  @Test
  void aCommitWithoutStatementsIsAllowedWithAutocommitOff() throws SQLException {
    connection.setAutoCommit(false);

    connection.commit();
    connection.rollback();

    assertThat(connection.getAutoCommit()).isFalse();
  }

  @Test
  void theLevelIsChosenBetweenTransactions() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    TestDatabase.query(connection, "SELECT * FROM t");

    fails("25001", () -> connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED));
    fails("25001", () -> connection.setReadOnly(true));
    assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void theTransactionTextsAndTheMethodsChangeTheSameState() throws SQLException {
    TestDatabase.run(
        connection,
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + "REPEATABLE READ");

    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
  }

  @Test
  void aReadOnlyTransactionRefusesWrites() throws SQLException {
    connection.setReadOnly(true);
    assertThat(connection.isReadOnly()).isTrue();
    connection.setAutoCommit(false);

    assertThatThrownBy(() -> TestDatabase.run(connection, "DELETE FROM t"))
        .isInstanceOfSatisfying(
            SQLNonTransientException.class,
            failure -> assertThat(failure.getSQLState()).isEqualTo("25006"));
    assertThat(TestDatabase.query(connection, "SELECT COUNT(*) FROM t")).containsExactly("2");
  }

  @Test
  void anUnknownClientInfoIsAWarning() throws SQLException {
    connection.setClientInfo("ApplicationName", "tool");
    assertThat(connection.getClientInfo()).containsEntry("ApplicationName", "tool");
    assertThat((Throwable) connection.getWarnings()).isNull();

    var info = new Properties();
    info.setProperty("ClientHostname", "here");
    connection.setClientInfo(info);

    assertThat(connection.getWarnings().getMessage()).contains("ClientHostname");
    connection.clearWarnings();
    assertThat((Throwable) connection.getWarnings()).isNull();
  }

  @Test
  void aClosedConnectionRefusesEverythingButCloseAndIsClosed() throws SQLException {
    var statement = connection.createStatement();
    var results = statement.executeQuery("SELECT * FROM t");
    assertThat(results.next()).isTrue();

    connection.close();

    assertThat(connection.isValid(1)).isFalse();
    fails("08003", connection::createStatement);
    fails("08003", connection::getAutoCommit);
    fails("08003", connection::getMetaData);
    fails("08003", () -> connection.setClientInfo("ApplicationName", "x"));
    fails("08003", () -> connection.unwrap(Session.class));
    assertThat(statement.isClosed()).isTrue();
    assertThat(results.isClosed()).isTrue();
    fails("24000", results::next);
    fails("08003", () -> statement.executeQuery("SELECT * FROM t"));
    statement.close();
    results.close();
  }

  @Test
  void aConnectionNoticesTheShutdown() throws SQLException {
    database.deployment().shutdown();

    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(() -> TestDatabase.query(connection, "SELECT * FROM t"))
        .isInstanceOf(SQLNonTransientConnectionException.class);
    connection.close();
  }

  @Test
  void whatIsNotSupportedIsRefusedAtOnceWithoutAClass0AState() {
    fails(
        "HYC00",
        () ->
            connection.createStatement(
                ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY));
    fails(
        "HYC00",
        () -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE));
    fails("HYC00", () -> connection.prepareCall("{call f()}"));
    fails("HYC00", connection::createSQLXML);
    fails("HYC00", () -> connection.createStruct("ROW", new Object[0]));
    fails("HYC00", () -> connection.setTypeMap(Map.of("a", String.class)));
    fails("HYC00", () -> connection.setShardingKey(null));
    fails("HYC00", () -> connection.prepareStatement("SELECT 1", new int[] {1}));
    fails("22023", () -> connection.createStatement(1, 2, 3));
    fails("22023", () -> connection.setHoldability(0));
    fails("22023", () -> connection.abort(null));
    fails("HYC00", () -> connection.setNetworkTimeout(null, 5_000));
    fails("22023", () -> connection.setNetworkTimeout(null, -1));
  }

  @Test
  void settingsThatHaveNoEffectAreKept() throws SQLException {
    connection.setNetworkTimeout(null, 0);
    connection.setCatalog("other");
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);

    assertThat(connection.getNetworkTimeout()).isZero();
    assertThat(connection.getCatalog()).isEqualTo(database.name());
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  @Test
  void aConnectionUnwrapsToWhatIsBelow() throws SQLException {
    assertThat(connection.isWrapperFor(Session.class)).isTrue();
    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.isWrapperFor(String.class)).isFalse();
    assertThat(connection.unwrap(Session.class)).isSameAs(connection.unwrap(Session.class));
    assertThat(connection.unwrap(Deployment.class).name()).isEqualTo(database.name());
    assertThat(connection.unwrap(SqlSession.class).engineSession())
        .isSameAs(connection.unwrap(EngineSession.class));
    fails("42809", () -> connection.unwrap(String.class));
  }

  @Test
  void documentsAndSqlShareATransaction() throws SQLException {
    connection.setAutoCommit(false);
    var documents = connection.unwrap(Session.class).database("test").collection("t");

    TestDatabase.run(connection, "UPDATE t SET name = 'uno' WHERE id = 1");
    assertThat(documents.find(new Document("_id", 1)).first())
        .hasValueSatisfying(row -> assertThat(row.getString("name")).isEqualTo("uno"));
    documents.updateOne(new Document("_id", 2), new Document("$set", new Document("name", "due")));
    assertThat(TestDatabase.query(connection, "SELECT name FROM t ORDER BY id"))
        .containsExactly("uno", "due");
    assertThat(database.query("SELECT name FROM t ORDER BY id")).containsExactly("one", "two");
    connection.rollback();

    assertThat(database.query("SELECT name FROM t ORDER BY id")).containsExactly("one", "two");
  }
}

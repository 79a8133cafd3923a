package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataSourceTest {
  private final TestDatabase database = new TestDatabase();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aDataSourceIsConfiguredAsABean() throws SQLException {
    var source = new DuetDataSource();
    source.setDatabaseName(database.name());
    source.setSchema("shop");
    source.setLabel("till");
    source.setConflictPolicy("wait");
    source.setLockTimeout(2_000);
    source.setTransactionIsolation("REPEATABLE READ");
    source.setLoginTimeout(3);

    try (var connection = source.getConnection("sa", "")) {
      assertThat(connection.getCatalog()).isEqualTo(database.name());
      assertThat(connection.getSchema()).isEqualTo("shop");
      assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("till");
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(TestDatabase.query(connection, "SHOW conflict_policy")).containsExactly("wait");
    }
    assertThat(source.getUrl()).isEqualTo(database.url());
    assertThat(source.getLoginTimeout()).isEqualTo(3);
    assertThat(source.getLogWriter()).isNull();
    assertThat(source.unwrap(DuetDataSource.class)).isSameAs(source);
  }

  @Test
  void aForeignUrlAndAnUnknownOptionAreRefused() {
    var foreign = new DuetDataSource();
    foreign.setURL("jdbc:h2:mem:x");
    var wrong = new DuetDataSource();
    wrong.setOption("lock_timeot", "1");

    assertThatThrownBy(foreign::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("jdbc:duet:");
    assertThatThrownBy(wrong::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("lock_timeout");
    assertThatThrownBy(foreign::createConnectionBuilder)
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("HYC00"));
  }

  private static final class Events implements ConnectionEventListener {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      seen.add("closed");
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      seen.add("broken");
    }
  }

  @Test
  void aPooledConnectionIsResetBetweenItsUsers() throws SQLException {
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    var source = new DuetConnectionPoolDataSource();
    source.setDatabaseName(database.name());
    var pooled = source.getPooledConnection();
    var events = new Events();
    pooled.addConnectionEventListener(events);

    try (var first = pooled.getConnection()) {
      first.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      first.setSchema("shop");
      first.setAutoCommit(false);
      TestDatabase.run(first, "SET lock_timeout = 5000", "INSERT INTO test.t VALUES (1)");
    }
    assertThat(events.seen).containsExactly("closed");

    try (var second = pooled.getConnection()) {
      assertThat(second.getAutoCommit()).isTrue();
      assertThat(second.getSchema()).isEqualTo("test");
      assertThat(second.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      assertThat(TestDatabase.query(second, "SHOW lock_timeout")).containsExactly("0");
      assertThat(TestDatabase.query(second, "SELECT COUNT(*) FROM t")).containsExactly("0");
    }
    pooled.close();
    assertThatThrownBy(pooled::getConnection).isInstanceOf(SQLException.class);
  }

  @Test
  void theNextConnectionOfAPooledOneClosesTheOneBefore() throws SQLException {
    var source = new DuetConnectionPoolDataSource();
    source.setDatabaseName(database.name());
    var pooled = source.getPooledConnection();
    var first = pooled.getConnection();

    var second = pooled.getConnection();

    assertThat(first.isClosed()).isTrue();
    assertThat(second.isValid(1)).isTrue();
    pooled.close();
    assertThat(second.isClosed()).isTrue();
  }

  @Test
  void aPoolIsToldThatAnAbortedSessionIsBroken() throws SQLException {
    var source = new DuetConnectionPoolDataSource();
    source.setDatabaseName(database.name());
    var pooled = source.getPooledConnection();
    var events = new Events();
    pooled.addConnectionEventListener(events);

    pooled.getConnection().abort(Runnable::run);

    assertThat(events.seen).containsExactly("broken");
  }

  private record Branch(int number) implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }

  private XAResource branch(Connection[] connection) throws SQLException {
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    var source = new DuetXADataSource();
    source.setDatabaseName(database.name());
    var managed = source.getXAConnection();
    connection[0] = managed.getConnection();
    return managed.getXAResource();
  }

  @Test
  void aTransactionManagerCommitsInOnePhase() throws Exception {
    var connection = new Connection[1];
    var resource = branch(connection);
    var xid = new Branch(1);

    resource.start(xid, XAResource.TMNOFLAGS);
    TestDatabase.run(connection[0], "INSERT INTO t VALUES (1)");
    assertThatThrownBy(connection[0]::commit)
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo("2D000"));
    resource.end(xid, XAResource.TMSUCCESS);
    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("0");
    resource.commit(xid, true);

    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("1");
  }

  @Test
  void preparingRollsBackAndSaysSo() throws Exception {
    var connection = new Connection[1];
    var resource = branch(connection);
    var xid = new Branch(1);
    resource.start(xid, XAResource.TMNOFLAGS);
    TestDatabase.run(connection[0], "INSERT INTO t VALUES (1)");
    resource.end(xid, XAResource.TMSUCCESS);

    assertThatThrownBy(() -> resource.prepare(xid))
        .isInstanceOfSatisfying(
            XAException.class,
            failure -> assertThat(failure.errorCode).isEqualTo(XAException.XA_RBOTHER));

    assertThat(database.query("SELECT COUNT(*) FROM t")).containsExactly("0");
    assertThatThrownBy(() -> resource.rollback(xid))
        .isInstanceOfSatisfying(
            XAException.class,
            failure -> assertThat(failure.errorCode).isEqualTo(XAException.XAER_NOTA));
    assertThat(resource.recover(XAResource.TMSTARTRSCAN)).isEmpty();
    assertThat(resource.isSameRM(resource)).isTrue();
    assertThat(resource.setTransactionTimeout(3)).isFalse();
  }

  @Test
  void aSessionRunsOneBranchAtATime() throws Exception {
    var resource = branch(new Connection[1]);
    resource.start(new Branch(1), XAResource.TMNOFLAGS);

    for (int flags : Arrays.asList(XAResource.TMNOFLAGS, XAResource.TMJOIN)) {
      assertThatThrownBy(() -> resource.start(new Branch(2), flags))
          .isInstanceOf(XAException.class);
    }
    resource.rollback(new Branch(1));
    resource.start(new Branch(2), XAResource.TMNOFLAGS);
    resource.rollback(new Branch(2));
  }
}

package org.duetdb.driver;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.duetdb.api.Deployment;
import org.duetdb.api.Session;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.sql.GeneratedKeys;
import org.duetdb.sql.PreparedSql;
import org.duetdb.sql.SqlSession;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one session on a deployment. {@code unwrap} reaches the document {@link Session} on
 * the same engine session, the {@link EngineSession} itself, the {@link SqlSession} and the {@link
 * Deployment}.
 */
final class DuetConnection extends ConfiguredConnection {
  private final SessionOwner owner;
  private final SqlSession session;
  private final Turn turn;
  private final OpenResults openResults = new OpenResults();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Session documents;
  private int savepoints;

  DuetConnection(SessionOwner owner) {
    this.owner = owner;
    this.session = owner.session();
    this.turn = new Turn(session, owner.deployment().engine().time());
  }

  /** A piece of work on the session. */
  private interface Work<T> {
    T on(SqlSession session) throws SQLException;
  }

  private <T> T inTurn(Work<T> work) throws SQLException {
    turn.take(this);
    try {
      requireOpen();
      return work.on(session);
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      turn.give();
    }
  }

  private void changeInTurn(Consumer<SqlSession> change) throws SQLException {
    inTurn(
        own -> {
          change.accept(own);
          return own;
        });
  }

  SqlSession session() {
    return session;
  }

  @Override
  EngineSession engineSession() {
    return session.engineSession();
  }

  Turn turn() {
    return turn;
  }

  /** A budget for the rows of one result. */
  RowBudget rowBudget() {
    return new RowBudget(owner.deployment());
  }

  /** Guarded by the turn. */
  OpenResults openResults() {
    return openResults;
  }

  String url() {
    return owner.url();
  }

  String catalog() {
    return owner.deployment().name();
  }

  /** The tables and views that the next statement would see. */
  List<TableDescription> tables() throws SQLException {
    return inTurn(SqlSession::tables);
  }

  /** The schemas that the next statement would see. */
  List<String> schemas() throws SQLException {
    return inTurn(SqlSession::schemas);
  }

  /** The statements of a text. Most texts are one, and then nothing is looked at but semicolons. */
  List<String> split(String sql) throws SQLException {
    Given.required(sql, "the statement's text");
    int semicolon = sql.indexOf(';');
    boolean single = semicolon < 0 || sql.substring(semicolon + 1).isBlank();
    return single ? List.of(sql) : session.split(sql);
  }

  @Override
  void requireOpen() throws SQLException {
    if (closed.get()) {
      throw SqlExceptions.refusal(SqlState.CONNECTION_DOES_NOT_EXIST, "the connection is closed");
    }
    if (session.closed()) {
      throw SqlExceptions.refusal(SqlState.ADMIN_SHUTDOWN, "the deployment is shut down");
    }
  }

  @Override
  public Statement createStatement(int type, int concurrency, int wantedHoldability)
      throws SQLException {
    requireOpen();
    return new DuetStatement(this, ResultKind.of(type, concurrency, wantedHoldability));
  }

  @Override
  PreparedStatement prepare(String sql, ResultKind kind, GeneratedKeys keys) throws SQLException {
    return inTurn(
        own -> {
          var parts = new ArrayList<PreparedSql>();
          for (String part : split(sql)) {
            parts.add(own.prepare(part));
          }
          return new DuetPreparedStatement(this, kind, parts, keys);
        });
  }

  /** JDBC's escapes are part of the grammar, so every text is native. */
  @Override
  public String nativeSQL(String sql) throws SQLException {
    requireOpen();
    return sql;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    requireOpen();
    return session.autocommit();
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    inTurn(
        own -> {
          owner.requireOwnTransactions();
          if (on) {
            beforeTransactionEnd();
          }
          own.autocommit(on);
          return own;
        });
  }

  @Override
  public void commit() throws SQLException {
    inTurn(
        own -> {
          requireTransaction("commit");
          beforeTransactionEnd();
          own.commit();
          return own;
        });
  }

  @Override
  public void rollback() throws SQLException {
    inTurn(
        own -> {
          requireTransaction("rollback");
          openResults.closeAll();
          own.rollback();
          return own;
        });
  }

  /** Must be called before the open transaction may commit. The caller has the turn. */
  void beforeTransactionEnd() {
    switch (session.transactionStatus()) {
      case NONE -> {} // what is open reads from snapshots of its own
      case OPEN -> openResults.beforeCommit();
      case FAILED -> openResults.closeAll();
    }
  }

  /** As JDBC has it; but a transaction that BEGIN has opened may be ended with autocommit on. */
  private void requireTransaction(String method) throws SQLException {
    owner.requireOwnTransactions();
    if (session.autocommit() && session.transactionStatus() == TransactionStatus.NONE) {
      throw SqlExceptions.refusal(
          SqlState.NO_ACTIVE_TRANSACTION,
          method + " without a transaction: autocommit is on and no BEGIN has opened one");
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    requireOpen();
    return JdbcIsolation.number(session.isolation());
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    var wanted = JdbcIsolation.level(level);
    changeInTurn(own -> own.isolation(wanted));
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    requireOpen();
    return session.readOnly();
  }

  @Override
  public void setReadOnly(boolean on) throws SQLException {
    changeInTurn(own -> own.readOnly(on));
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return inTurn(own -> set(DuetSavepoint.numbered(++savepoints)));
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return inTurn(own -> set(DuetSavepoint.named(name)));
  }

  private Savepoint set(DuetSavepoint savepoint) throws SQLException {
    owner.requireOwnTransactions();
    session.savepoint(savepoint.sqlName());
    return savepoint;
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    String name = name(savepoint);
    changeInTurn(own -> own.rollbackTo(name));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    String name = name(savepoint);
    changeInTurn(own -> own.release(name));
  }

  private static String name(Savepoint savepoint) throws SQLException {
    if (savepoint instanceof DuetSavepoint own) {
      return own.sqlName();
    }
    throw SqlExceptions.refusal(
        SqlState.NO_SUCH_SAVEPOINT, "the savepoint was not set on a Duet connection");
  }

  @Override
  public String getCatalog() throws SQLException {
    requireOpen();
    return catalog();
  }

  /** Without effect, as JDBC asks where the catalog cannot be chosen. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    requireOpen();
  }

  @Override
  public String getSchema() throws SQLException {
    requireOpen();
    return session.schema();
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    changeInTurn(own -> own.schema(schema));
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireOpen();
    return new DuetDatabaseMetaData(this);
  }

  @Override
  public boolean isValid(int seconds) throws SQLException {
    ConfiguredStatement.requireNotNegative(seconds, "a time-out");
    return !closed.get() && !session.closed();
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  /** Rolls back and closes; ends a statement that is under way on another thread. */
  @Override
  public void close() throws SQLException {
    if (closed.compareAndSet(false, true)) {
      end(false);
    }
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlExceptions.refusal(SqlState.INVALID_PARAMETER_VALUE, "abort needs an executor");
    }
    if (closed.compareAndSet(false, true)) {
      executor.execute(this::abortInBackground);
    }
  }

  private void abortInBackground() {
    try {
      end(true);
    } catch (SQLException failure) {
      throw new IllegalStateException("the connection could not be ended", failure);
    }
  }

  private void end(boolean sessionToo) throws SQLException {
    try {
      turn.takeToClose(this);
      try {
        openResults.closeAll();
        if (sessionToo) {
          session.close();
        }
        owner.release();
      } finally {
        turn.give();
      }
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      owner.released();
    }
  }

  /** The document language on this connection's session; the same object each time. */
  private synchronized Session documents() {
    if (documents == null) {
      documents = owner.deployment().session(session.engineSession());
    }
    return documents;
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type) || isBelow(type);
  }

  private static boolean isBelow(Class<?> type) {
    return type == Session.class
        || type == EngineSession.class
        || type == SqlSession.class
        || type == Deployment.class;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    requireOpen();
    if (type == EngineSession.class) {
      return type.cast(session.engineSession());
    }
    if (type == SqlSession.class) {
      return type.cast(session);
    }
    if (type == Deployment.class) {
      return type.cast(owner.deployment());
    }
    if (type == Session.class) {
      return type.cast(documents());
    }
    return Wrappers.unwrap(this, type);
  }
}

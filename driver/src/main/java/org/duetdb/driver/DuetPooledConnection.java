package org.duetdb.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.duetdb.api.Deployment;
import org.duetdb.api.IsolationLevel;
import org.duetdb.sql.SqlSession;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session that outlives the connections an application sees: they come one after the other, and
 * each finds the session as the first one found it. Also the connection of a transaction manager,
 * which decides on the session's transactions while a branch is open.
 */
final class DuetPooledConnection implements XAConnection {
  private final OpenSession physical;
  private final TransactionBranch branch;
  private final IsolationLevel isolation;
  private final boolean readOnly;
  private final String schema;
  private final Map<String, String> variables;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable DuetConnection current;
  private boolean closed;

  DuetPooledConnection(OpenSession physical) throws SQLException {
    this.physical = physical;
    this.branch = new TransactionBranch(physical.session());
    SqlSession session = physical.session();
    try {
      isolation = session.isolation();
      readOnly = session.readOnly();
      schema = session.schema();
      variables = session.variables();
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  /** Opens the next connection; closes the one before if it is still open. */
  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (closed) {
      throw SqlExceptions.refusal(
          SqlState.CONNECTION_DOES_NOT_EXIST, "the pooled connection is closed");
    }
    if (current != null) {
      current.close();
    }
    current = new DuetConnection(new Handle());
    return current;
  }

  @Override
  public synchronized void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (current != null) {
        current.close();
      }
      physical.release();
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      physical.released();
    }
  }

  /** Makes the session what it was at first. */
  private void reset() {
    SqlSession session = physical.session();
    if (branch.isOpen() || session.closed()) {
      return; // the branch is the transaction manager's to end
    }
    if (session.transactionStatus() != TransactionStatus.NONE) {
      session.rollback();
    }
    session.autocommit(true);
    session.isolation(isolation);
    session.readOnly(readOnly);
    session.schema(schema);
    variables.forEach(
        (name, value) -> {
          if (!value.equals(session.variable(name))) {
            session.variable(name, value);
          }
        });
  }

  @Override
  public XAResource getXAResource() {
    return branch;
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  /** Without effect: there is no pool of statements that such a listener could serve. */
  @Override
  public void addStatementEventListener(StatementEventListener listener) {}

  /** Without effect, as {@link #addStatementEventListener}. */
  @Override
  public void removeStatementEventListener(StatementEventListener listener) {}

  private void fire(BiConsumer<ConnectionEventListener, ConnectionEvent> kind) {
    var event = new ConnectionEvent(this);
    listeners.forEach(listener -> kind.accept(listener, event));
  }

  /** What one connection has of the session. */
  private final class Handle implements SessionOwner {

    @Override
    public SqlSession session() {
      return physical.session();
    }

    @Override
    public Deployment deployment() {
      return physical.deployment();
    }

    @Override
    public String url() {
      return physical.url();
    }

    @Override
    public void requireOwnTransactions() throws SQLException {
      if (branch.isOpen()) {
        throw SqlExceptions.refusal(
            SqlState.INVALID_TRANSACTION_TERMINATION,
            "the transaction manager decides on this transaction");
      }
    }

    @Override
    public void release() {
      reset();
    }

    /** Tells the pool whether the session can be used again. */
    @Override
    public void released() {
      fire(
          physical.session().closed()
              ? ConnectionEventListener::connectionErrorOccurred
              : ConnectionEventListener::connectionClosed);
    }
  }
}

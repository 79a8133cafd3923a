package org.duetdb.driver;

import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.duetdb.sql.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * A transaction manager's hold on a session: begins a transaction for a branch, and commits it in
 * one phase or rolls it back. The session runs one branch at a time.
 */
final class TransactionBranch implements XAResource {
  private final SqlSession session;
  private volatile @Nullable Xid branch;

  TransactionBranch(SqlSession session) {
    this.session = session;
  }

  /** Whether a branch has begun and is neither committed nor rolled back. */
  boolean isOpen() {
    return branch != null;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    if (flags != TMNOFLAGS) {
      throw failure(XAException.XAER_INVAL, "a branch cannot be joined or resumed", null);
    }
    if (branch != null) {
      throw failure(XAException.XAER_PROTO, "the session has another branch", null);
    }
    try {
      session.begin();
    } catch (RuntimeException refused) {
      throw failure(XAException.XAER_OUTSIDE, "the session has a transaction of its own", refused);
    }
    branch = xid;
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    requireBranch(xid);
    if (flags == TMSUSPEND) {
      throw failure(XAException.XAER_INVAL, "a branch cannot be suspended", null);
    }
  }

  /** Rolls back: a deployment has no place in which a prepared transaction would survive. */
  @Override
  public int prepare(Xid xid) throws XAException {
    rollback(xid);
    throw failure(
        XAException.XA_RBOTHER,
        "Duet commits in one phase only; the branch was rolled back instead of prepared",
        null);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    requireBranch(xid);
    if (!onePhase) {
      throw failure(XAException.XAER_PROTO, "the branch was never prepared", null);
    }
    branch = null;
    try {
      session.commit();
    } catch (RuntimeException failed) {
      session.rollback();
      throw failure(XAException.XA_RBROLLBACK, "the branch was rolled back", failed);
    }
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    requireBranch(xid);
    branch = null;
    try {
      session.rollback();
    } catch (RuntimeException failed) {
      throw failure(XAException.XAER_RMFAIL, "the rollback failed", failed);
    }
  }

  /** Answers that there is nothing to forget, because nothing is decided without the manager. */
  @Override
  public void forget(Xid xid) throws XAException {
    throw failure(XAException.XAER_NOTA, "no branch was completed heuristically", null);
  }

  @Override
  public Xid[] recover(int flags) {
    return new Xid[0];
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return this == other; // because a branch cannot be joined from another session
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  /** Answers that the time-out was not set: the deployment's transactionLifetime holds. */
  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }

  private void requireBranch(Xid xid) throws XAException {
    if (branch == null || !branch.equals(xid)) {
      throw failure(XAException.XAER_NOTA, "the session has no such branch", null);
    }
  }

  private static XAException failure(int code, String message, @Nullable RuntimeException cause) {
    var failure = new XAException(message);
    failure.errorCode = code;
    Optional.ofNullable(cause).map(SqlExceptions::of).ifPresent(failure::initCause);
    return failure;
  }
}

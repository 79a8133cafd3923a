package org.duetdb.hibernate;

import jakarta.persistence.Timeout;
import org.hibernate.dialect.RowLockStrategy;
import org.hibernate.dialect.lock.spi.ConnectionLockTimeoutStrategy;
import org.hibernate.dialect.lock.spi.LockTimeoutType;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.dialect.lock.spi.OuterJoinLockingType;

/**
 * What a query can say about locks: which tables (OF), and NOWAIT, SKIP LOCKED or a time-out. The
 * optional side of an outer join cannot be locked, because a row there need not stand for one.
 */
final class DuetLocking implements LockingSupport, LockingSupport.Metadata {
  static final DuetLocking INSTANCE = new DuetLocking();

  private DuetLocking() {}

  @Override
  public Metadata getMetadata() {
    return this;
  }

  @Override
  public LockTimeoutType getLockTimeoutType(Timeout timeout) {
    return LockTimeoutType.QUERY;
  }

  @Override
  public RowLockStrategy getWriteRowLockStrategy() {
    return RowLockStrategy.TABLE;
  }

  @Override
  public OuterJoinLockingType getOuterJoinLockingType() {
    return OuterJoinLockingType.UNSUPPORTED;
  }

  @Override
  public ConnectionLockTimeoutStrategy getConnectionLockTimeoutStrategy() {
    return ConnectionLockTimeoutStrategy.NONE;
  }
}

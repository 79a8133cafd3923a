package org.duetdb.sql.execute;

import java.util.List;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.sql.SqlDone;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * LOCK TABLE: in the order of the tables, all in one statement, so that one that is not to be had
 * gives up the others again.
 *
 * @param tables what is locked
 * @param strength how strong
 * @param lock what to do about a rival
 */
public record TableLockPlan(List<Namespace> tables, CollectionLock strength, LockRequest lock)
    implements StatementPlan {
  /** The bound of WAIT is a number here, not a parameter. */
  private static final @Nullable Object[] NO_ENVIRONMENT = {};

  public TableLockPlan {
    tables = List.copyOf(tables);
  }

  /** The strength that one of PostgreSQL's eight modes stands for. */
  public static CollectionLock strength(String mode) {
    return switch (mode) {
      case "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE" -> CollectionLock.SHARED;
      case "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE" ->
          CollectionLock.EXCLUSIVE;
      case "ACCESS EXCLUSIVE" -> CollectionLock.ACCESS_EXCLUSIVE;
      default -> throw new IllegalArgumentException(mode);
    };
  }

  @Override
  public StatementKind kind() {
    return StatementKind.TABLE_LOCK;
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (execution.engine().state() == EngineSession.State.AUTOCOMMIT) {
      throw new SqlFailure(
          SqlState.NO_ACTIVE_TRANSACTION,
          "LOCK TABLE needs an open transaction: outside one the lock would be gone at once");
    }
    var clause = lock.lock(NO_ENVIRONMENT);
    execution
        .engine()
        .execute(
            execution.settings(),
            scope -> {
              tables.forEach(table -> scope.lockCollection(table, strength, clause));
              return true;
            });
    return new SqlDone(execution.notices());
  }
}

package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.Lock;
import org.duetdb.sql.SqlDone;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/**
 * TRUNCATE: all documents go, while nobody else is in the table. Like every write it is undone by
 * ROLLBACK.
 *
 * @param tables the tables
 */
public record TruncatePlan(List<Namespace> tables) implements StatementPlan {
  private static final Object[] NO_PARAMETERS = {};

  public TruncatePlan {
    tables = List.copyOf(tables);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DELETE;
  }

  @Override
  public SqlResult execute(Execution execution) {
    var lock = new Lock(Lock.Strength.EXCLUSIVE, Optional.empty(), 0, "TRUNCATE");
    execution
        .engine()
        .execute(
            execution.settings(),
            scope -> {
              for (Namespace table : tables) {
                scope.lockCollection(table, CollectionLock.ACCESS_EXCLUSIVE, lock);
              }
              for (Namespace table : tables) {
                scope.delete(
                    DeleteOperation.of(table, Access.ALL, DocumentPredicate.ALWAYS, true),
                    NO_PARAMETERS);
              }
              return true;
            });
    return new SqlDone(execution.notices());
  }
}

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
import org.jspecify.annotations.Nullable;

/**
 * TRUNCATE: all documents go, while nobody else writes in the table; readers keep their snapshots.
 * Like every write it is undone by ROLLBACK.
 *
 * @param tables the tables
 * @param rules what each demands, in the same order
 */
public record TruncatePlan(List<Namespace> tables, List<TableRules> rules)
    implements StatementPlan {
  public TruncatePlan {
    tables = List.copyOf(tables);
    rules = List.copyOf(rules);
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DELETE;
  }

  @Override
  public SqlResult execute(Execution execution) {
    var lock = new Lock(Lock.Strength.EXCLUSIVE, Optional.empty(), 0, "TRUNCATE");
    execution.write(
        scope -> {
          for (Namespace table : tables) {
            scope.lockCollection(table, CollectionLock.EXCLUSIVE, lock);
          }
          @Nullable Object[] environment = Attempt.environment(execution, scope::find, 0);
          for (int i = 0; i < tables.size(); i++) {
            var all = DeleteOperation.of(tables.get(i), Access.ALL, DocumentPredicate.ALWAYS, true);
            rules.get(i).guard(scope, environment, guarded -> guarded.delete(all, environment));
          }
          return true;
        });
    return new SqlDone(execution.notices());
  }
}

package org.duetdb.sql.execute;

import java.util.function.Consumer;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlDone;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/**
 * DDL: a change of the engine's catalog, inside a statement.
 *
 * @param change what is done; may be run again
 */
public record DefinitionPlan(Consumer<StatementScope> change) implements StatementPlan {

  @Override
  public StatementKind kind() {
    return StatementKind.DDL;
  }

  @Override
  public SqlResult execute(Execution execution) {
    execution
        .engine()
        .execute(
            execution.settings(),
            scope -> {
              change.accept(scope);
              return true;
            });
    execution.session().catalogChanged();
    return new SqlDone(execution.notices());
  }
}

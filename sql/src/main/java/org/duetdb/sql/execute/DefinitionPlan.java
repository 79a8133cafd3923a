package org.duetdb.sql.execute;

import java.util.function.Consumer;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlDone;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * DDL: a change of the engine's catalog, and of the documents where it says so, inside a statement.
 *
 * @param change what is done; may be run again
 */
public record DefinitionPlan(Change change) implements StatementPlan {

  /** What DDL does. */
  @FunctionalInterface
  public interface Change {
    /** Does it, in an attempt with this environment. */
    void apply(StatementScope scope, @Nullable Object[] environment);
  }

  /** DDL that changes the catalog alone. */
  public static DefinitionPlan of(Consumer<StatementScope> change) {
    return new DefinitionPlan((scope, environment) -> change.accept(scope));
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DDL;
  }

  @Override
  public SqlResult execute(Execution execution) {
    execution.write(
        scope -> {
          change.apply(scope, Attempt.environment(execution, scope::find, 0));
          return true;
        });
    execution.session().catalogChanged();
    return new SqlDone(execution.notices());
  }
}

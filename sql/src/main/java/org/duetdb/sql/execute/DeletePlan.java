package org.duetdb.sql.execute;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/** DELETE from one table: one operation of the engine, by key where the condition names one. */
public final class DeletePlan implements StatementPlan {
  private final Optional<DeleteOperation> operation;
  private final int slots;

  private DeletePlan(Optional<DeleteOperation> operation, int slots) {
    this.operation = operation;
    this.slots = slots;
  }

  /** A DELETE of the rows that a query finds. */
  public static DeletePlan of(RelNode query, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    TableBlock block = TableBlock.of(query);
    Optional<DeleteOperation> operation =
        block
            .table()
            .map(
                table -> {
                  KeyAccess key = compiler.access(table, block.conjuncts());
                  return DeleteOperation.of(
                      table.namespace(),
                      key.access(),
                      compiler.residual(table, key.residual()),
                      !(key.access() instanceof Access.Key));
                });
    return new DeletePlan(operation, slots.used());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DELETE;
  }

  @Override
  public SqlResult execute(Execution execution) {
    long deleted =
        operation
            .map(
                delete ->
                    execution
                        .engine()
                        .delete(
                            execution.settings(),
                            delete,
                            Attempt.environment(execution, DocumentSource.NONE, slots))
                        .deleted())
            .orElse(0L);
    return new SqlCount(deleted, Optional.empty(), execution.notices());
  }
}

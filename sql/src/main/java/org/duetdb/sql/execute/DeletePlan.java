package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * DELETE from one table by what its own rows say: one operation of the engine, by key where the
 * condition names one.
 */
public final class DeletePlan implements StatementPlan {
  private final Optional<CollectionTable> table;
  private final Optional<DeleteOperation> operation;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final int slots;

  private DeletePlan(
      Optional<CollectionTable> table,
      Optional<DeleteOperation> operation,
      Optional<Returning> returning,
      TableRules rules,
      int slots) {
    this.table = table;
    this.operation = operation;
    this.returning = returning;
    this.rules = rules;
    this.slots = slots;
  }

  /** A DELETE of the rows that a query finds. */
  public static DeletePlan of(
      RelNode query, Optional<Returning.Clause> returning, TableRules rules, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    TableBlock block = TableBlock.of(query);
    Optional<DeleteOperation> operation =
        block
            .table()
            .map(
                table -> {
                  KeyAccess key = compiler.access(table, block.conjuncts());
                  return new DeleteOperation(
                      table.namespace(),
                      key.access(),
                      compiler.residual(table, key.residual()),
                      !(key.access() instanceof Access.Key),
                      Optional.empty(),
                      returning.isPresent());
                });
    Optional<Returning> returned = returning.map(clause -> clause.compile(compiler));
    return new DeletePlan(block.table(), operation, returned, rules, slots.used());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.DELETE;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        "delete "
            + operation
                .map(delete -> AccessPath.of(table.orElseThrow(), delete))
                .orElse("nothing: the condition is never true"));
    rules.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (operation.isEmpty()) {
      return WriteOutcome.NONE.result(returning, execution);
    }
    if (returning.isPresent() || !rules.isEmpty()) {
      return execution
          .write(
              scope -> {
                @Nullable Object[] environment = Attempt.environment(execution, scope::find, slots);
                var done =
                    rules.guard(
                        scope,
                        environment,
                        guarded -> guarded.delete(operation.get(), environment));
                return WriteOutcome.of(done.deleted(), done.returned(), returning, environment);
              })
          .result(returning, execution);
    }
    @Nullable Object[] environment = Attempt.environment(execution, DocumentSource.NONE, slots);
    long deleted =
        execution.engine().delete(execution.settings(), operation.get(), environment).deleted();
    return new SqlCount(deleted, Optional.empty(), execution.notices());
  }
}

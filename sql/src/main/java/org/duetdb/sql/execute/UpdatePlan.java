package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE of one table by what its own rows say: one operation of the engine, by key where the
 * condition names one. It counts the rows that matched, and writes a version of each also when
 * nothing changes.
 */
public final class UpdatePlan implements StatementPlan {
  private final Optional<CollectionTable> table;
  private final Optional<UpdateOperation> operation;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final int slots;

  private UpdatePlan(
      Optional<CollectionTable> table,
      Optional<UpdateOperation> operation,
      Optional<Returning> returning,
      TableRules rules,
      int slots) {
    this.table = table;
    this.operation = operation;
    this.returning = returning;
    this.rules = rules;
    this.slots = slots;
  }

  /**
   * An UPDATE.
   *
   * @param query computes the values of the targets, in order, of each row that is to be updated
   */
  public static UpdatePlan of(
      RelNode query,
      List<Assigned.Target> targets,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    TableBlock block = TableBlock.of(query);
    Optional<UpdateOperation> operation =
        block.table().map(table -> operation(table, block, targets, compiler));
    Optional<Returning> returned = returning.map(clause -> clause.compile(compiler));
    return new UpdatePlan(block.table(), operation, returned, rules, slots.used());
  }

  private static UpdateOperation operation(
      CollectionTable table,
      TableBlock block,
      List<Assigned.Target> targets,
      OperatorCompiler compiler) {
    List<RexNode> values = block.expressions().subList(0, targets.size());
    DocumentPatch patch =
        Assigned.patch(
            table,
            targets,
            compiler.expressions(new DocumentColumns(table)).compileAll(values),
            values.stream().map(RexNode::getType).toList());
    KeyAccess key = compiler.access(table, block.conjuncts());
    return UpdateOperation.of(
            table.namespace(),
            key.access(),
            compiler.residual(table, key.residual()),
            patch,
            !(key.access() instanceof Access.Key))
        .writingAlways();
  }

  @Override
  public StatementKind kind() {
    return StatementKind.UPDATE;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        "update "
            + operation
                .map(update -> AccessPath.of(table.orElseThrow(), update))
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
                        guarded ->
                            guarded.update(
                                operation.get().returning(UpdateOperation.Returning.AFTER),
                                environment));
                return WriteOutcome.of(done.matched(), done.returned(), returning, environment);
              })
          .result(returning, execution);
    }
    @Nullable Object[] environment = Attempt.environment(execution, DocumentSource.NONE, slots);
    long matched =
        execution.engine().update(execution.settings(), operation.get(), environment).matched();
    return new SqlCount(matched, Optional.empty(), execution.notices());
  }
}

package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE of one table by what its own rows say: one operation of the engine, by key or
 * index where the condition allows one. It counts the rows that matched; an UPDATE writes a version
 * of each also when nothing changes.
 */
public final class TableWritePlan implements StatementPlan {
  private final StatementKind kind;
  private final Optional<Write> write;
  private final Optional<Returning> returning;
  private final TableRules rules;
  private final int slots;

  private TableWritePlan(
      StatementKind kind,
      Optional<Write> write,
      Optional<Returning> returning,
      TableRules rules,
      int slots) {
    this.kind = kind;
    this.write = write;
    this.returning = returning;
    this.rules = rules;
    this.slots = slots;
  }

  /** The engine's operation. */
  private sealed interface Write {
    /** How it reaches its documents, in words. */
    String path();

    /** Runs it as a statement of its own. */
    long alone(Execution execution, @Nullable Object[] environment);

    /** Runs it inside a statement, with the documents that are to be returned. */
    WriteOutcome inside(
        StatementScope scope, Optional<Returning> returning, @Nullable Object[] environment);
  }

  private record Update(CollectionTable table, UpdateOperation operation) implements Write {
    @Override
    public String path() {
      return AccessPath.of(table, operation);
    }

    @Override
    public long alone(Execution execution, @Nullable Object[] environment) {
      return execution.engine().update(execution.settings(), operation, environment).matched();
    }

    @Override
    public WriteOutcome inside(
        StatementScope scope, Optional<Returning> returning, @Nullable Object[] environment) {
      UpdateOutcome done =
          scope.update(operation.returning(UpdateOperation.Returning.AFTER), environment);
      return WriteOutcome.of(done.matched(), done.returned(), returning, environment);
    }
  }

  private record Delete(CollectionTable table, DeleteOperation operation) implements Write {
    @Override
    public String path() {
      return AccessPath.of(table, operation);
    }

    @Override
    public long alone(Execution execution, @Nullable Object[] environment) {
      return execution.engine().delete(execution.settings(), operation, environment).deleted();
    }

    @Override
    public WriteOutcome inside(
        StatementScope scope, Optional<Returning> returning, @Nullable Object[] environment) {
      DeleteOutcome done = scope.delete(operation, environment);
      return WriteOutcome.of(done.deleted(), done.returned(), returning, environment);
    }
  }

  /**
   * An UPDATE.
   *
   * @param query computes the values of the targets, in order, of each row that is to be updated
   */
  public static TableWritePlan update(
      RelNode query,
      List<Assigned.Target> targets,
      Optional<Returning.Clause> returning,
      TableRules rules,
      int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    TableBlock block = TableBlock.of(query);
    Optional<Write> write =
        block.table().map(table -> new Update(table, update(table, block, targets, compiler)));
    return of(StatementKind.UPDATE, write, returning, rules, compiler, slots);
  }

  private static UpdateOperation update(
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

  /** A DELETE of the rows that a query finds. */
  public static TableWritePlan delete(
      RelNode query, Optional<Returning.Clause> returning, TableRules rules, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    TableBlock block = TableBlock.of(query);
    Optional<Write> write =
        block
            .table()
            .map(table -> new Delete(table, delete(table, block, returning.isPresent(), compiler)));
    return of(StatementKind.DELETE, write, returning, rules, compiler, slots);
  }

  private static DeleteOperation delete(
      CollectionTable table, TableBlock block, boolean returning, OperatorCompiler compiler) {
    KeyAccess key = compiler.access(table, block.conjuncts());
    return new DeleteOperation(
        table.namespace(),
        key.access(),
        compiler.residual(table, key.residual()),
        !(key.access() instanceof Access.Key),
        Optional.empty(),
        returning);
  }

  private static TableWritePlan of(
      StatementKind kind,
      Optional<Write> write,
      Optional<Returning.Clause> returning,
      TableRules rules,
      OperatorCompiler compiler,
      Slots slots) {
    Optional<Returning> returned = returning.map(clause -> clause.compile(compiler));
    return new TableWritePlan(kind, write, returned, rules, slots.used());
  }

  @Override
  public StatementKind kind() {
    return kind;
  }

  @Override
  public List<SqlColumn> columns() {
    return returning.map(Returning::columns).orElse(List.of());
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        (kind == StatementKind.UPDATE ? "update " : "delete ")
            + write.map(Write::path).orElse("nothing: the condition is never true"));
    rules.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (write.isEmpty()) {
      return WriteOutcome.NONE.result(returning, execution);
    }
    if (returning.isPresent() || !rules.isEmpty()) {
      return execution
          .write(scope -> inside(scope, write.get(), execution))
          .result(returning, execution);
    }
    @Nullable Object[] environment = Attempt.environment(execution, DocumentSource.NONE, slots);
    long count = write.get().alone(execution, environment);
    return new SqlCount(count, Optional.empty(), execution.notices());
  }

  private WriteOutcome inside(StatementScope scope, Write operation, Execution execution) {
    @Nullable Object[] environment = Attempt.environment(execution, scope::find, slots);
    return rules.guard(
        scope, environment, guarded -> operation.inside(guarded, returning, environment));
  }
}

package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE of one table: one operation of the engine, by key where the condition names one. It counts
 * the rows that matched, and writes a version of each also when nothing changes.
 */
public final class UpdatePlan implements StatementPlan {
  private final Optional<UpdateOperation> operation;
  private final Optional<KeyChange> keyChange;
  private final int slots;

  private UpdatePlan(
      Optional<UpdateOperation> operation, Optional<KeyChange> keyChange, int slots) {
    this.operation = operation;
    this.keyChange = keyChange;
    this.slots = slots;
  }

  /**
   * A place that SET names.
   *
   * @param path where it lies in the document
   * @param column the declared column that it is, if it is one
   */
  public record Target(FieldPath path, Optional<TableColumn> column) {}

  /**
   * An UPDATE.
   *
   * @param query computes the values of the targets, in order, of each row that is to be updated
   */
  public static UpdatePlan of(RelNode query, List<Target> targets, int parameters) {
    var slots = new Slots(parameters);
    TableBlock block = TableBlock.of(query);
    if (block.table().isEmpty()) {
      return new UpdatePlan(Optional.empty(), Optional.empty(), 0);
    }
    CollectionTable table = block.table().get();
    var compiler = new OperatorCompiler(slots);
    ExpressionCompiler expressions = compiler.expressions(new DocumentColumns(table));
    List<FieldAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      assignments.add(assignment(table, targets.get(i), block.expressions().get(i), expressions));
    }
    KeyAccess key = compiler.access(table, block.conjuncts());
    UpdateOperation operation =
        UpdateOperation.of(
                table.namespace(),
                key.access(),
                compiler.residual(table, key.residual()),
                new DocumentPatch(assignments),
                !(key.access() instanceof Access.Key))
            .writingAlways();
    boolean changesKey =
        targets.stream().anyMatch(target -> target.path().component(0).equals(CollectionTable.ID));
    return new UpdatePlan(
        Optional.of(operation),
        changesKey ? Optional.of(new KeyChange(operation)) : Optional.empty(),
        slots.used());
  }

  private static FieldAssignment assignment(
      CollectionTable table, Target target, RexNode value, ExpressionCompiler expressions) {
    var type = target.column().map(TableColumn::type).orElseGet(ColumnTypes::any);
    return new FieldAssignment(
        target.path(),
        InsertPlan.stored(expressions.compile(value), value.getType(), type),
        target.column().map(TableColumn::codec).orElseGet(() -> ValueCodec.of(type)),
        () -> target.column().ifPresent(c -> DocumentEncoder.requireNullable(table, c)));
  }

  @Override
  public StatementKind kind() {
    return StatementKind.UPDATE;
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (operation.isEmpty()) {
      return new SqlCount(0, Optional.empty(), execution.notices());
    }
    @Nullable Object[] environment = Attempt.environment(execution, DocumentSource.NONE, slots);
    long matched =
        keyChange.isPresent()
            ? execution
                .engine()
                .execute(execution.settings(), scope -> keyChange.get().run(scope, environment))
            : execution
                .engine()
                .update(execution.settings(), operation.get(), environment)
                .matched();
    return new SqlCount(matched, Optional.empty(), execution.notices());
  }
}

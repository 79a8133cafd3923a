package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.expression.Casts;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * INSERT. Rows of constants and parameters are made before the engine is asked, so that one row
 * takes the engine's express path; rows of a query are made inside the statement, on its snapshot.
 */
public final class InsertPlan implements StatementPlan {
  private final Namespace namespace;
  private final Operator rows;
  private final RowEncoder encoder;
  private final boolean readsCollections;
  private final int slots;

  private InsertPlan(
      Namespace namespace, Operator rows, RowEncoder encoder, boolean reads, int slots) {
    this.namespace = namespace;
    this.rows = rows;
    this.encoder = encoder;
    this.readsCollections = reads;
    this.slots = slots;
  }

  /** The rows of VALUES, each with an expression for each place of the encoder's row. */
  public static InsertPlan ofValues(RowEncoder encoder, List<List<RexNode>> rows, int parameters) {
    var slots = new Slots(parameters);
    var constants = new OperatorCompiler(slots).expressions(InputColumns.NONE);
    List<Expression[]> compiled = new ArrayList<>();
    for (List<RexNode> row : rows) {
      Expression[] cells = new Expression[row.size()];
      for (int i = 0; i < cells.length; i++) {
        RexNode node = row.get(i);
        cells[i] = stored(constants.compile(node), node.getType(), encoder.types().get(i));
      }
      compiled.add(cells);
    }
    return new InsertPlan(
        encoder.namespace(), new Constants(compiled), encoder, false, slots.used());
  }

  /** The rows of a query, whose columns are the places of the encoder's row. */
  public static InsertPlan ofQuery(RowEncoder encoder, RelNode query, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Stage stage = compiler.compile(query);
    List<Expression> cells = new ArrayList<>();
    for (int i = 0; i < encoder.types().size(); i++) {
      RelDataType from = query.getRowType().getFieldList().get(i).getType();
      cells.add(stored(stage.columns().column(i), from, encoder.types().get(i)));
    }
    var rows = new Projected(stage.operator(), cells);
    return new InsertPlan(encoder.namespace(), rows, encoder, true, slots.used());
  }

  /** A value converted to the type that it is stored as, and checked. */
  static Expression stored(Expression value, RelDataType from, RelDataType to) {
    var conversion = Casts.between(from, to, Casts.Mode.ASSIGNMENT);
    return (input, environment) -> {
      Object computed = value.value(input, environment);
      return computed == null ? null : conversion.apply(computed);
    };
  }

  @Override
  public StatementKind kind() {
    return StatementKind.INSERT;
  }

  @Override
  public SqlResult execute(Execution execution) {
    List<@Nullable Object[]> keys = new ArrayList<>();
    long count;
    if (readsCollections) {
      count =
          execution
              .engine()
              .execute(
                  execution.settings(),
                  scope -> {
                    keys.clear();
                    return scope.insert(operation(execution, scope::find, keys)).inserted();
                  });
    } else {
      count =
          execution
              .engine()
              .insert(execution.settings(), operation(execution, DocumentSource.NONE, keys))
              .inserted();
    }
    return new SqlCount(count, encoder.generatedKeys(execution, keys), execution.notices());
  }

  private InsertOperation operation(
      Execution execution, DocumentSource source, List<@Nullable Object[]> keys) {
    @Nullable Object[] environment = Attempt.environment(execution, source, slots);
    Attempt attempt = Attempt.of(environment);
    List<byte[]> documents = new ArrayList<>();
    try (Rows opened = rows.open(environment)) {
      while (opened.next()) {
        @Nullable Object[] row = (@Nullable Object[]) opened.current();
        byte[] document = encoder.encode(row, execution.id(documents.size()));
        attempt.tick();
        attempt.hold(document.length);
        documents.add(document);
        if (execution.options().keys().wanted()) {
          keys.add(row);
        }
      }
    }
    return new InsertOperation(namespace, documents, false, true);
  }
}

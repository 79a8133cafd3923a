package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * A query without locks. One that reads a single collection streams from a cursor that outlives the
 * statement; one that reads several is finished inside the statement, on its snapshot.
 */
public final class QueryPlan implements StatementPlan {
  private final ResultShape shape;
  private final Operator operator;
  private final int scans;
  private final int slots;

  private QueryPlan(ResultShape shape, Operator operator, int scans, int slots) {
    this.shape = shape;
    this.operator = operator;
    this.scans = scans;
    this.slots = slots;
  }

  /** Compiles a query that takes so many parameters. */
  public static QueryPlan of(RelNode query, ResultShape shape, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Operator operator = compiler.rows(query);
    return new QueryPlan(shape, operator, compiler.scans(), slots.used());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.QUERY;
  }

  @Override
  public List<SqlColumn> columns() {
    return shape.columns();
  }

  @Override
  public SqlResult execute(Execution execution) {
    Rows rows = scans > 1 ? finished(execution) : streaming(execution);
    return new ResultRows(shape, rows, execution);
  }

  private Rows streaming(Execution execution) {
    DocumentSource source =
        (operation, environment) ->
            execution.engine().find(execution.settings(), operation, environment);
    return operator.open(Attempt.environment(execution, source, slots));
  }

  private Rows finished(Execution execution) {
    return execution
        .engine()
        .execute(
            execution.settings(),
            scope -> ListRows.of(collect(Attempt.environment(execution, scope::find, slots))));
  }

  private List<Object> collect(@Nullable Object[] environment) {
    List<Object> collected = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = operator.open(environment)) {
      while (rows.next()) {
        attempt.tick();
        attempt.hold(RowSize.of(rows.current()));
        collected.add(rows.current());
      }
    }
    return collected;
  }
}

package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * A query. One that reads a single collection streams from a cursor that outlives the statement;
 * one that reads several, or locks, is finished inside the statement, on its snapshot.
 */
public final class QueryPlan implements StatementPlan {
  private final ResultShape shape;
  private final Operator operator;
  private final int scans;
  private final List<LockRequest> locks;
  private final int slots;

  private QueryPlan(
      ResultShape shape, Operator operator, int scans, List<LockRequest> locks, int slots) {
    this.shape = shape;
    this.operator = operator;
    this.scans = scans;
    this.locks = locks;
    this.slots = slots;
  }

  /** Compiles a query that takes so many parameters. */
  public static QueryPlan of(RelNode query, ResultShape shape, int parameters) {
    var slots = new Slots(parameters);
    var compiler = new OperatorCompiler(slots);
    Operator operator = compiler.rows(query);
    return new QueryPlan(shape, operator, compiler.scans(), compiler.locks(), slots.used());
  }

  @Override
  public StatementKind kind() {
    return locks.isEmpty() ? StatementKind.QUERY : StatementKind.LOCKING_QUERY;
  }

  @Override
  public List<SqlColumn> columns() {
    return shape.columns();
  }

  @Override
  public List<LockRequest> locks() {
    return locks;
  }

  @Override
  public void explain(Explanation text) {
    operator.explain(text);
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (!locks.isEmpty() && execution.session().commitsByItself()) {
      execution.notice(LockRequest.HELD_BRIEFLY);
    }
    Rows rows = !locks.isEmpty() || scans > 1 ? finished(execution) : streaming(execution);
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

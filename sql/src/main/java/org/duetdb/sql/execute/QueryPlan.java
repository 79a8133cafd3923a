package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * A query. It streams from cursors that outlive the statement, several of them on one snapshot; one
 * that locks is finished inside the statement.
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
    Operator operator = compiler.query(query);
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
    return new ResultRows(shape, rows(execution), execution);
  }

  private Rows rows(Execution execution) {
    if (!locks.isEmpty()) {
      return finished(execution);
    }
    return scans > 1 ? ofSeveral(execution) : streaming(execution);
  }

  private Rows ofSeveral(Execution execution) {
    DocumentReader reader = execution.engine().reader(execution.settings());
    Rows opened = null;
    try {
      opened = operator.open(Attempt.environment(execution, reader::find, slots));
      return new ReaderRows(opened, reader);
    } finally {
      if (opened == null) {
        reader.close();
      }
    }
  }

  /** Rows that are read from one snapshot of several collections, which goes with them. */
  private record ReaderRows(Rows rows, DocumentReader reader) implements Rows {
    @Override
    public boolean next() {
      boolean found = rows.next();
      if (!found) {
        close();
      }
      return found;
    }

    @Override
    public Object current() {
      return rows.current();
    }

    @Override
    public void close() {
      rows.close();
      reader.close();
    }
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

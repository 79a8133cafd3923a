package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.SqlTypes;

/**
 * EXPLAIN: how a statement reaches its documents, what it claims, and what it would do about a
 * rival in the session as it stands. The statement itself does not run.
 */
public final class ExplainPlan implements StatementPlan {
  private static final RelDataType TEXT =
      DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.VARCHAR);

  private final StatementPlan statement;
  private final ResultShape shape =
      ResultShape.of(List.of(SqlTypes.expression("PLAN", TEXT)), List.of(TEXT));

  /** The EXPLAIN of a statement. */
  public ExplainPlan(StatementPlan statement) {
    this.statement = statement;
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
    var text = new Explanation();
    statement.explain(text);
    switch (statement.kind()) {
      case INSERT, UPDATE, DELETE, MERGE ->
          ConflictBehaviour.of(execution, Optional.empty()).explain("write", text);
      default ->
          statement
              .locks()
              .forEach(
                  lock ->
                      ConflictBehaviour.of(execution, Optional.of(lock))
                          .explain(lock.words(), text));
    }
    if (statement.kind() == StatementKind.QUERY) {
      text.line("claims nothing, waits for nobody: reads " + ConflictBehaviour.snapshot(execution));
    }
    List<Object> rows = text.lines().stream().map(line -> (Object) new Object[] {line}).toList();
    return new ResultRows(shape, ListRows.of(rows), execution);
  }
}

package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.SqlTypes;

/** SHOW: a variable's value under its name, or all names and values. */
public final class ShowPlan implements StatementPlan {
  private static final RelDataType TEXT =
      DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.VARCHAR);
  private static final String ALL = "all";

  private final String name;
  private final ResultShape shape;

  /** A SHOW of one variable, or of {@code all}. */
  public ShowPlan(String name) {
    this.name = name;
    List<String> labels = name.equals(ALL) ? List.of("name", "setting") : List.of(name);
    this.shape =
        ResultShape.of(
            labels.stream().map(label -> SqlTypes.expression(label, TEXT)).toList(),
            labels.stream().map(label -> TEXT).toList());
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
    Map<String, String> variables = execution.session().show(name);
    List<Object> rows = new ArrayList<>();
    variables.forEach(
        (key, value) ->
            rows.add(name.equals(ALL) ? new Object[] {key, value} : new Object[] {value}));
    return new ResultRows(shape, ListRows.of(rows), execution);
  }
}

package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.InsertPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlInsertRows;
import org.duetdb.sql.grammar.SqlText;

/** Plans INSERT: which expression goes into which column. */
final class InsertPlanner {
  private final StatementPlanner planner;
  private final CollectionTable table;
  private final InsertCells cells;

  private final InsertPlan.Extras extras;

  private InsertPlanner(StatementPlanner planner, SqlInsertRows statement) {
    this.planner = planner;
    WriteTarget target = WriteTarget.of(statement.table(), Optional.empty(), planner.queries());
    this.table = target.table();
    this.cells = new InsertCells(table, planner.queries());
    cells.name(statement.columns());
    this.extras =
        new InsertPlan.Extras(
            ConflictPlanner.plan(planner, target, statement),
            target.returning(statement.returning(), planner),
            target.rules(planner));
  }

  static StatementPlan plan(StatementPlanner planner, SqlInsertRows statement) {
    var inserts = new InsertPlanner(planner, statement);
    SqlNode source = statement.source();
    return source.getKind() == SqlKind.VALUES
        ? inserts.values((SqlCall) source)
        : inserts.query(source);
  }

  /** All rows' cells are planned as the columns of one query without FROM. */
  private StatementPlan values(SqlCall values) {
    Map<Integer, RelDataType> hints = new HashMap<>();
    List<SqlNode> all = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      all.addAll(cells.row(((SqlCall) row).getOperandList(), hints));
    }
    List<RexNode> expressions = expressions(planner, all, hints);
    int width = cells.encoder().types().size();
    List<List<RexNode>> rows = new ArrayList<>();
    for (int at = 0; at < expressions.size(); at += width) {
      rows.add(expressions.subList(at, at + width));
    }
    return InsertPlan.ofValues(cells.encoder(), rows, extras, planner.parameterCount());
  }

  static SqlNode defaultOf(TableColumn column) {
    return column
        .defaultText()
        .map(SqlText::parseExpression)
        .orElseGet(() -> SqlLiteral.createNull(SqlParserPos.ZERO));
  }

  /** Expressions that depend on no row. */
  static List<RexNode> expressions(
      StatementPlanner planner, List<SqlNode> nodes, Map<Integer, RelDataType> hints) {
    SqlSelect select = PlainSelect.of(UpdatePlanner.named(nodes), null, null);
    RelNode algebra = planner.algebra(select, hints).algebra();
    if (algebra instanceof Project project && project.getInput() instanceof Values) {
      return project.getProjects().stream().map(Optimizer::expression).toList();
    }
    if (algebra instanceof Values literals && literals.getTuples().size() == 1) {
      return List.copyOf(literals.getTuples().get(0));
    }
    throw new SqlFailure(
        SqlState.GROUPING_ERROR, "VALUES cannot hold aggregates or window functions");
  }

  private StatementPlan query(SqlNode source) {
    PlannedQuery query = planner.optimized(source);
    int given = query.algebra().getRowType().getFieldCount();
    cells.requireWidth(given);
    RelNode rows =
        table.isDeclared()
            ? SourceRows.complete(query.algebra(), table, cells.targets(), planner)
            : query.algebra();
    return InsertPlan.ofQuery(cells.encoder(), rows, extras, planner.parameterCount());
  }
}

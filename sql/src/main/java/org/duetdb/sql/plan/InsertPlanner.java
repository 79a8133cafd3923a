package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.InsertPlan;
import org.duetdb.sql.execute.RowEncoder;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.SqlText;
import org.jspecify.annotations.Nullable;

/** Plans INSERT: which expression goes into which column. */
final class InsertPlanner {
  private final StatementPlanner planner;
  private final CollectionTable table;
  private final SqlInsert insert;
  private final List<Integer> targets = new ArrayList<>();
  private final List<FieldPath> paths = new ArrayList<>();

  private InsertPlanner(StatementPlanner planner, SqlInsert insert) {
    this.planner = planner;
    this.insert = insert;
    this.table = TableTarget.of(insert.getTargetTable(), planner.queries());
  }

  static StatementPlan plan(StatementPlanner planner, SqlInsert insert) {
    var inserts = new InsertPlanner(planner, insert);
    inserts.readTargets(insert.getTargetColumnList());
    SqlNode source = insert.getSource();
    return source.getKind() == SqlKind.VALUES
        ? inserts.values((SqlCall) source)
        : inserts.query(source);
  }

  private void readTargets(@Nullable SqlNodeList names) {
    if (!table.isDeclared()) {
      if (names == null) {
        throw new SqlFailure(
            SqlState.SYNTAX_ERROR,
            "INSERT into " + table.name() + " must name its fields, since none are declared");
      }
      names.forEach(name -> paths.add(FieldPath.of(name.toString())));
      return;
    }
    if (names == null) {
      for (int i = 0; i < table.columns().size(); i++) {
        targets.add(i);
      }
      return;
    }
    for (SqlNode name : names) {
      int column = TargetColumns.index(table, (SqlIdentifier) name, planner.queries());
      if (targets.contains(column)) {
        throw new SqlFailure(
            SqlState.DUPLICATE_COLUMN, "column " + name + " is assigned more than once");
      }
      targets.add(column);
    }
  }

  private int width() {
    return table.isDeclared() ? targets.size() : paths.size();
  }

  private RowEncoder encoder() {
    return table.isDeclared() ? RowEncoder.declared(table) : RowEncoder.open(table, paths);
  }

  private RelDataType targetType(int position) {
    return table.isDeclared()
        ? table.columns().get(targets.get(position)).type()
        : ColumnTypes.any();
  }

  /** All rows' cells are planned as the columns of one query without FROM. */
  private StatementPlan values(SqlCall values) {
    Map<Integer, RelDataType> hints = new HashMap<>();
    List<SqlNode> cells = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      cells.addAll(row(((SqlCall) row).getOperandList(), hints));
    }
    List<RexNode> expressions = expressions(select(cells), hints);
    int width = encoder().types().size();
    List<List<RexNode>> rows = new ArrayList<>();
    for (int at = 0; at < expressions.size(); at += width) {
      rows.add(expressions.subList(at, at + width));
    }
    return InsertPlan.ofValues(encoder(), rows, planner.parameterCount());
  }

  /** A row's cells in the order of the encoder's row, with defaults where nothing is given. */
  private List<SqlNode> row(List<SqlNode> given, Map<Integer, RelDataType> hints) {
    requireWidth(given.size());
    List<SqlNode> cells = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) instanceof SqlDynamicParam parameter) {
        hints.put(parameter.getIndex(), targetType(i));
      }
    }
    if (!table.isDeclared()) {
      return given;
    }
    for (int column = 0; column < table.columns().size(); column++) {
      int position = targets.indexOf(column);
      boolean missing = position < 0 || given.get(position).getKind() == SqlKind.DEFAULT;
      cells.add(missing ? defaultOf(table.columns().get(column)) : given.get(position));
    }
    return cells;
  }

  private void requireWidth(int given) {
    if (given > width() || given < width() && insert.getTargetColumnList() != null || given == 0) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR,
          "INSERT names " + width() + " columns, but " + given + " values are given");
    }
    while (table.isDeclared() && targets.size() > given) {
      targets.remove(targets.size() - 1);
    }
  }

  static SqlNode defaultOf(TableColumn column) {
    return column
        .defaultText()
        .map(SqlText::parseExpression)
        .orElseGet(() -> SqlLiteral.createNull(SqlParserPos.ZERO));
  }

  private static SqlSelect select(List<SqlNode> items) {
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      named.add(
          SqlStdOperatorTable.AS.createCall(
              item.getParserPosition(),
              item,
              new SqlIdentifier("c" + named.size(), item.getParserPosition())));
    }
    return TargetColumns.select(new SqlNodeList(named, SqlParserPos.ZERO), null, null);
  }

  private List<RexNode> expressions(SqlSelect select, Map<Integer, RelDataType> hints) {
    RelNode algebra = planner.algebra(select, hints).algebra();
    if (algebra instanceof Project project && project.getInput() instanceof Values) {
      return project.getProjects();
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
    requireWidth(given);
    RelNode rows =
        table.isDeclared()
            ? SourceRows.complete(query.algebra(), table, targets, planner)
            : query.algebra();
    return InsertPlan.ofQuery(encoder(), rows, planner.parameterCount());
  }
}

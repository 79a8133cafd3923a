package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.grammar.PlainSelect;

/** The rows of INSERT ... SELECT with a value for every column of the table. */
final class SourceRows {
  private SourceRows() {}

  static RelNode complete(
      RelNode query, CollectionTable table, List<Integer> targets, StatementPlanner planner) {
    RexBuilder builder = query.getCluster().getRexBuilder();
    List<RexNode> cells = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      int position = targets.indexOf(column);
      cells.add(
          position >= 0
              ? builder.makeInputRef(query, position)
              : defaultValue(InsertPlanner.defaultOf(table.columns().get(column)), planner));
    }
    List<String> names = table.columns().stream().map(column -> column.name()).toList();
    return LogicalProject.create(query, List.of(), cells, names, Set.of());
  }

  private static RexNode defaultValue(SqlNode expression, StatementPlanner planner) {
    var items = new SqlNodeList(List.of(expression), SqlParserPos.ZERO);
    RelNode algebra = planner.algebra(PlainSelect.of(items, null, null), Map.of()).algebra();
    return algebra instanceof Project project
        ? project.getProjects().get(0)
        : ((Values) algebra).getTuples().get(0).get(0);
  }
}

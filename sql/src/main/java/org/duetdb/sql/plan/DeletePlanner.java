package org.duetdb.sql.plan;

import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.execute.DeletePlan;
import org.duetdb.sql.execute.StatementPlan;

/** Plans DELETE: the query that finds the rows. */
final class DeletePlanner {
  private DeletePlanner() {}

  static StatementPlan plan(StatementPlanner planner, SqlDelete delete) {
    TableTarget.of(delete.getTargetTable(), planner.queries());
    var nothing = SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO);
    PlannedQuery query =
        planner.algebra(
            TargetColumns.select(
                new SqlNodeList(List.of(nothing), SqlParserPos.ZERO),
                UpdatePlanner.from(delete.getTargetTable(), delete.getAlias()),
                delete.getCondition()),
            Map.of());
    QueryPlanner.requireSimple(query.algebra(), "DELETE");
    return DeletePlan.of(query.algebra(), planner.parameterCount());
  }
}

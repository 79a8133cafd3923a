package org.duetdb.sql.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.execute.Returning;
import org.duetdb.sql.execute.RowWritePlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TableWritePlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlDeleteRows;

/** Plans DELETE: the query that finds the rows. */
final class DeletePlanner {
  private DeletePlanner() {}

  static StatementPlan plan(StatementPlanner planner, SqlDeleteRows delete) {
    WriteTarget target = WriteTarget.of(delete.table(), delete.alias(), planner.queries());
    var nothing = SqlLiteral.createExactNumeric("1", SqlParserPos.ZERO);
    RelNode query =
        planner
            .algebra(
                PlainSelect.of(
                    UpdatePlanner.named(List.of(nothing)),
                    target.with(delete.from()),
                    delete.where().orElse(null)),
                Map.of())
            .algebra();
    Optional<Returning.Clause> returning = target.returning(delete.returning(), planner);
    if (delete.from().isEmpty() && !PlanFeatures.of(query).hasSubQueries()) {
      return TableWritePlan.delete(
          query, returning, target.rules(planner), planner.parameterCount());
    }
    RelNode carried = DocumentCarrier.carry(query, "DELETE").algebra();
    return RowWritePlan.delete(
        Optimizer.optimize(carried),
        target.table(),
        returning,
        target.rules(planner),
        planner.parameterCount());
  }
}

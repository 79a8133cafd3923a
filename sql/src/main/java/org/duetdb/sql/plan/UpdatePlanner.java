package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.execute.Returning;
import org.duetdb.sql.execute.RowWritePlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TableWritePlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlUpdateRows;

/** Plans UPDATE: the query that computes the new values, and the places where they go. */
final class UpdatePlanner {
  private UpdatePlanner() {}

  static StatementPlan plan(StatementPlanner planner, SqlUpdateRows update) {
    WriteTarget target = WriteTarget.of(update.table(), update.alias(), planner.queries());
    SetClause set = SetClause.of(target, update.assignments(), planner.queries());
    RelNode query =
        planner
            .algebra(
                PlainSelect.of(
                    named(set.values()), target.with(update.from()), update.where().orElse(null)),
                set.hints())
            .algebra();
    Optional<Returning.Clause> returning = target.returning(update.returning(), planner);
    PlanFeatures features = PlanFeatures.of(query);
    boolean simple = !features.hasSubQueries() && !features.hasWindows();
    if (simple && update.from().isEmpty() && !set.changesKey()) {
      return TableWritePlan.update(
          query, set.targets(), returning, target.rules(planner), planner.parameterCount());
    }
    RelNode carried = DocumentCarrier.carry(query, "UPDATE").algebra();
    return RowWritePlan.update(
        Optimizer.optimize(carried),
        target.table(),
        set.targets(),
        returning,
        target.rules(planner),
        planner.parameterCount());
  }

  /** The values as the columns of a SELECT. */
  static SqlNodeList named(List<SqlNode> values) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode value : values) {
      items.add(
          SqlStdOperatorTable.AS.createCall(
              value.getParserPosition(),
              value,
              new SqlIdentifier("c" + items.size(), value.getParserPosition())));
    }
    return new SqlNodeList(items, SqlParserPos.ZERO);
  }
}

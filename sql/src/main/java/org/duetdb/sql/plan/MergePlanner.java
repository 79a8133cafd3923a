package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.execute.Assigned;
import org.duetdb.sql.execute.MergePlan;
import org.duetdb.sql.execute.RowEncoder;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlMergeAction;
import org.duetdb.sql.grammar.SqlMergeRows;
import org.duetdb.sql.grammar.SqlText;

/**
 * Plans MERGE. The conditions and values of all WHENs are planned as the columns of one query over
 * the source joined with the table; then they are taken apart again, so that each is computed only
 * where its WHEN fits.
 */
final class MergePlanner {
  private final StatementPlanner planner;
  private final WriteTarget target;
  private final SqlMergeRows merge;
  private final List<SqlNode> items = new ArrayList<>();
  private final Map<Integer, RelDataType> hints = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();

  private MergePlanner(StatementPlanner planner, SqlMergeRows merge) {
    this.planner = planner;
    this.merge = merge;
    this.target = WriteTarget.of(merge.table(), merge.alias(), planner.queries());
  }

  /** A WHEN, and where its condition and values stand among the items. */
  private record Part(
      SqlMergeAction action,
      List<Assigned.Target> targets,
      RowEncoder encoder,
      int condition,
      int from,
      int to) {}

  static StatementPlan plan(StatementPlanner planner, SqlMergeRows merge) {
    return new MergePlanner(planner, merge).plan();
  }

  private StatementPlan plan() {
    merge.actions().forEach(this::add);
    SqlNode from =
        WriteTarget.join(
            merge.source(), JoinType.LEFT, target.marked(), Optional.of(merge.condition()));
    RelNode query =
        planner.algebra(PlainSelect.of(UpdatePlanner.named(items), from, null), hints).algebra();
    if (!(query instanceof Project project)) {
      throw new SqlFailure(SqlState.GROUPING_ERROR, "MERGE cannot hold aggregates");
    }
    RelNode joined = DocumentCarrier.carry(project.getInput(), DocumentCarrier.MERGE).algebra();
    List<MergePlan.When> whens = new ArrayList<>();
    for (Part part : parts) {
      whens.add(
          new MergePlan.When(
              part.action().matched(),
              expression(project, part.condition()),
              MergePlan.Verb.valueOf(part.action().verb().name()),
              part.targets(),
              part.encoder(),
              expressions(project, part.from(), part.to())));
    }
    return MergePlan.of(
        target.table(),
        Optimizer.optimize(joined),
        whens,
        target.returning(merge.returning(), planner),
        target.rules(planner),
        planner.parameterCount());
  }

  private static RexNode expression(Project project, int item) {
    return Optimizer.expression(project.getProjects().get(item));
  }

  private static List<RexNode> expressions(Project project, int from, int to) {
    List<RexNode> expressions = new ArrayList<>();
    for (int i = from; i < to; i++) {
      expressions.add(expression(project, i));
    }
    return expressions;
  }

  private void add(SqlMergeAction action) {
    requireFitting(action);
    int condition = items.size();
    items.add(
        action.condition().orElseGet(() -> SqlLiteral.createBoolean(true, SqlParserPos.ZERO)));
    int from = items.size();
    List<Assigned.Target> targets = List.of();
    RowEncoder encoder = RowEncoder.open(target.table(), List.of());
    if (action.assignments().isPresent()) {
      SetClause set = SetClause.of(target, action.assignments().get(), planner.queries());
      targets = set.targets();
      items.addAll(set.values());
      hints.putAll(set.hints());
    } else if (action.verb() == SqlMergeAction.Verb.INSERT) {
      var cells = new InsertCells(target.table(), planner.queries());
      cells.name(action.columns());
      encoder = cells.encoder();
      items.addAll(cells.row(action.values(), hints));
    }
    parts.add(new Part(action, targets, encoder, condition, from, items.size()));
  }

  private void requireFitting(SqlMergeAction action) {
    boolean fits =
        switch (action.verb()) {
          case UPDATE, DELETE -> action.matched();
          case INSERT -> !action.matched();
          case NOTHING -> true;
        };
    if (!fits) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR,
          action.verb()
              + (action.matched() ? " cannot stand" : " can only stand")
              + " behind WHEN MATCHED",
          planner.queries().sql(),
          SqlText.position(action.position()));
    }
  }
}

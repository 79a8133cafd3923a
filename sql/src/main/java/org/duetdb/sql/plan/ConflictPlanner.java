package org.duetdb.sql.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.OnConflict;
import org.duetdb.sql.grammar.SqlAssignments;
import org.duetdb.sql.grammar.SqlConflictClause;
import org.duetdb.sql.grammar.SqlText;

/** Plans ON CONFLICT: DO UPDATE sees the row that is there, and the other as {@code excluded}. */
final class ConflictPlanner {
  private ConflictPlanner() {}

  static OnConflict.Clause plan(
      StatementPlanner planner, WriteTarget target, SqlConflictClause clause) {
    requireKey(target.table(), clause, planner.queries());
    if (clause.assignments().isEmpty()) {
      return new OnConflict.Clause(Optional.empty(), List.of());
    }
    if (clause.columns().isEmpty()) {
      throw failure("ON CONFLICT DO UPDATE must name the key's columns", clause, planner.queries());
    }
    SqlAssignments assignments = clause.assignments().get();
    SetClause set = SetClause.of(target.table(), assignments, planner.queries());
    SqlIdentifier name = target.name();
    SqlNode excluded =
        SqlStdOperatorTable.AS.createCall(
            name.getParserPosition(),
            name,
            new SqlIdentifier(SqlConflictClause.EXCLUDED, name.getParserPosition()));
    SqlNode from = WriteTarget.join(name, JoinType.COMMA, excluded, Optional.empty());
    RelNode query =
        planner
            .algebra(
                TargetColumns.select(
                    UpdatePlanner.named(set.values()), from, clause.where().orElse(null)),
                set.hints())
            .algebra();
    return new OnConflict.Clause(Optional.of(Optimizer.withinExpressions(query)), set.targets());
  }

  private static void requireKey(
      CollectionTable table, SqlConflictClause clause, QueryPlanner planner) {
    if (clause.columns().isEmpty()) {
      return;
    }
    Set<Integer> named = new HashSet<>();
    clause.columns().forEach(name -> named.add(TargetColumns.index(table, name, planner)));
    if (!named.equals(Set.copyOf(table.keyColumns()))) {
      throw failure("ON CONFLICT names columns that are no unique key", clause, planner);
    }
  }

  private static SqlFailure failure(
      String message, SqlConflictClause clause, QueryPlanner planner) {
    return new SqlFailure(
        SqlState.INVALID_CLAUSE, message, planner.sql(), SqlText.position(clause.position()));
  }
}

package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.UpdatePlan;
import org.jspecify.annotations.Nullable;

/** Plans UPDATE: the query that computes the new values, and the places where they go. */
final class UpdatePlanner {
  private UpdatePlanner() {}

  static StatementPlan plan(StatementPlanner planner, SqlUpdate update) {
    CollectionTable table = TableTarget.of(update.getTargetTable(), planner.queries());
    List<UpdatePlan.Target> targets = targets(table, update, planner.queries());
    Map<Integer, RelDataType> hints = new HashMap<>();
    List<SqlNode> sources = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      SqlNode source = update.getSourceExpressionList().get(i);
      Optional<TableColumn> column = targets.get(i).column();
      if (source instanceof SqlDynamicParam parameter && column.isPresent()) {
        hints.put(parameter.getIndex(), column.get().type());
      }
      SqlNode value =
          source.getKind() == SqlKind.DEFAULT && column.isPresent()
              ? InsertPlanner.defaultOf(column.get())
              : source;
      sources.add(
          SqlStdOperatorTable.AS.createCall(
              value.getParserPosition(),
              value,
              new SqlIdentifier("c" + i, value.getParserPosition())));
    }
    PlannedQuery query =
        planner.algebra(
            TargetColumns.select(
                new SqlNodeList(sources, SqlParserPos.ZERO),
                from(update.getTargetTable(), update.getAlias()),
                update.getCondition()),
            hints);
    QueryPlanner.requireSimple(query.algebra(), "UPDATE");
    return UpdatePlan.of(query.algebra(), targets, planner.parameterCount());
  }

  /** The table under its alias. */
  static SqlNode from(SqlNode table, @Nullable SqlIdentifier alias) {
    return alias == null
        ? table
        : SqlStdOperatorTable.AS.createCall(alias.getParserPosition(), table, alias);
  }

  private static List<UpdatePlan.Target> targets(
      CollectionTable table, SqlUpdate update, QueryPlanner planner) {
    List<UpdatePlan.Target> targets = new ArrayList<>();
    for (SqlNode node : update.getTargetColumnList()) {
      UpdatePlan.Target target = target(table, (SqlIdentifier) node, planner);
      for (UpdatePlan.Target other : targets) {
        if (other.path().isPrefixOf(target.path()) || target.path().isPrefixOf(other.path())) {
          throw new SqlFailure(
              SqlState.DUPLICATE_COLUMN, "'" + node + "' is assigned more than once");
        }
      }
      targets.add(target);
    }
    return targets;
  }

  private static UpdatePlan.Target target(
      CollectionTable table, SqlIdentifier name, QueryPlanner planner) {
    FieldPath written = FieldPath.of(String.join(".", name.names));
    if (!table.isDeclared()) {
      return new UpdatePlan.Target(written, Optional.empty());
    }
    int index = table.indexOf(name.names.get(0));
    if (index < 0) {
      throw TargetColumns.undefined(table, name, planner);
    }
    TableColumn column = table.columns().get(index);
    if (name.isSimple()) {
      return new UpdatePlan.Target(column.path(), Optional.of(column));
    }
    if (column.type().getSqlTypeName() != SqlTypeName.ANY) {
      throw TargetColumns.undefined(table, name, planner);
    }
    String rest = String.join(".", name.names.subList(1, name.names.size()));
    return new UpdatePlan.Target(FieldPath.of(column.path() + "." + rest), Optional.empty());
  }
}

package org.duetdb.sql.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Util;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.Returning;
import org.duetdb.sql.execute.TableRules;
import org.duetdb.sql.grammar.PlainSelect;

/**
 * The table that a statement writes, as the statement names it.
 *
 * @param table the table
 * @param name the name as it was written
 * @param alias the name that it has in the statement
 */
record WriteTarget(CollectionTable table, SqlIdentifier name, SqlIdentifier alias) {
  private static final int MARK = 1_000_000;

  static WriteTarget of(SqlIdentifier name, Optional<SqlIdentifier> alias, QueryPlanner planner) {
    CollectionTable table = TableTarget.of(name, planner);
    SqlIdentifier known =
        alias.orElseGet(() -> new SqlIdentifier(Util.last(name.names), name.getParserPosition()));
    return new WriteTarget(table, name, known);
  }

  /** What the table demands of what is written into it. */
  TableRules rules(StatementPlanner planner) {
    return RulesPlanner.of(table, planner.queries().view());
  }

  /** The table in FROM, marked, so that {@link DocumentCarrier} finds it. */
  SqlNode marked() {
    String last = CollectionTable.marked(Util.last(name.names), MARK);
    return SqlStdOperatorTable.AS.createCall(
        name.getParserPosition(), name.setName(name.names.size() - 1, last), alias);
  }

  /** The table and others in FROM. */
  SqlNode with(Optional<SqlNode> others) {
    return others
        .map(from -> join(marked(), JoinType.COMMA, from, Optional.empty()))
        .orElseGet(this::marked);
  }

  static SqlNode join(SqlNode left, JoinType type, SqlNode right, Optional<SqlNode> condition) {
    SqlParserPos place = right.getParserPosition();
    JoinConditionType kind = condition.isPresent() ? JoinConditionType.ON : JoinConditionType.NONE;
    return new SqlJoin(
        place,
        left,
        SqlLiteral.createBoolean(false, place),
        type.symbol(place),
        right,
        kind.symbol(place),
        condition.orElse(null));
  }

  /** What RETURNING asks for. */
  Optional<Returning.Clause> returning(SqlNodeList items, StatementPlanner planner) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    // By its full name, which no query of a WITH can have.
    var full =
        new SqlIdentifier(
            List.of(table.namespace().database(), table.namespace().collection()),
            name.getParserPosition());
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(
            name.getParserPosition(),
            full,
            new SqlIdentifier(alias.getSimple(), alias.getParserPosition()));
    PlannedQuery query = planner.algebra(PlainSelect.of(items, from, null), Map.of());
    RelNode algebra = Optimizer.withinExpressions(query.algebra());
    return Optional.of(new Returning.Clause(algebra, query.shape()));
  }
}

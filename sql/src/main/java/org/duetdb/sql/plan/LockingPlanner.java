package org.duetdb.sql.plan;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.Lock;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.execute.LockingPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TableLockPlan;
import org.duetdb.sql.grammar.LockClause;
import org.duetdb.sql.grammar.SqlLockTable;
import org.duetdb.sql.grammar.SqlLockingQuery;
import org.duetdb.sql.grammar.SqlText;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Plans SELECT with locking clauses: the strongest counts, and so does the most impatient reaction.
 */
final class LockingPlanner {
  private LockingPlanner() {}

  static StatementPlan plan(StatementPlanner planner, SqlLockingQuery locking) {
    requireKnownTables(locking, planner.queries());
    LockRequest request = request(locking.clauses(), planner);
    PlannedQuery query = planner.algebra(locking.query(), Map.of());
    QueryPlanner.requireSimple(query.algebra(), "a locking query");
    return LockingPlan.of(query.algebra(), query.shape(), request, planner.parameterCount());
  }

  /** Plans LOCK TABLE. */
  static StatementPlan table(SqlLockTable statement, QueryPlanner planner) {
    LockClause.Reaction reaction = statement.reaction();
    if (reaction.seconds().isPresent() && !(reaction.seconds().get() instanceof SqlLiteral)) {
      throw new SqlFailure(
          SqlState.UNSUPPORTED, "the bound of LOCK TABLE ... WAIT is a number, not a parameter");
    }
    LockRequest request =
        new LockRequest(
            Lock.Strength.EXCLUSIVE,
            reaction.policy(),
            seconds(reaction.seconds()),
            -1,
            "LOCK TABLE IN " + statement.mode() + " MODE" + words(reaction));
    return new TableLockPlan(
        statement.tables().stream().map(name -> TableTarget.of(name, planner).namespace()).toList(),
        TableLockPlan.strength(statement.mode()),
        request);
  }

  private static void requireKnownTables(SqlLockingQuery locking, QueryPlanner planner) {
    Set<String> known = new HashSet<>();
    addTables(locking.query(), known);
    for (LockClause clause : locking.clauses()) {
      for (SqlIdentifier table : clause.tables()) {
        if (!known.contains(table.names.get(table.names.size() - 1).toLowerCase(Locale.ROOT))) {
          throw new SqlFailure(
              SqlState.UNDEFINED_TABLE,
              clause.words().sql() + " OF names '" + table + "', which is not in FROM",
              planner.sql(),
              SqlText.position(table.getParserPosition()));
        }
      }
    }
  }

  /** The names that the tables of a query have in it. */
  private static void addTables(@Nullable SqlNode node, Set<String> names) {
    if (node instanceof SqlOrderBy ordered) {
      addTables(ordered.query, names);
    } else if (node instanceof SqlSelect select) {
      addTables(select.getFrom(), names);
    } else if (node instanceof SqlJoin join) {
      addTables(join.getLeft(), names);
      addTables(join.getRight(), names);
    } else if (node != null && node.getKind() == SqlKind.AS) {
      names.add(((SqlCall) node).operand(1).toString().toLowerCase(Locale.ROOT));
    } else if (node instanceof SqlIdentifier table) {
      names.add(table.names.get(table.names.size() - 1).toLowerCase(Locale.ROOT));
    }
  }

  private static LockRequest request(List<LockClause> clauses, StatementPlanner planner) {
    LockClause strongest = clauses.get(0);
    LockClause.Reaction reaction = clauses.get(0).reaction();
    for (LockClause clause : clauses) {
      strongest = clause.words().isStrongerThan(strongest.words()) ? clause : strongest;
      reaction =
          impatience(clause.reaction()) > impatience(reaction) ? clause.reaction() : reaction;
    }
    return new LockRequest(
        strongest.words().isShared() ? Lock.Strength.SHARED : Lock.Strength.EXCLUSIVE,
        reaction.policy(),
        seconds(reaction.seconds()),
        parameter(reaction.seconds(), planner),
        strongest.words().sql() + words(reaction));
  }

  private static int impatience(LockClause.Reaction reaction) {
    return reaction.policy().map(policy -> policy == ConflictPolicy.NOWAIT ? 2 : 1).orElse(0);
  }

  private static String words(LockClause.Reaction reaction) {
    return reaction
        .policy()
        .map(
            policy ->
                switch (policy) {
                  case NOWAIT, FAIL -> " NOWAIT";
                  case SKIP -> " SKIP LOCKED";
                  case WAIT -> " WAIT " + reaction.seconds().map(SqlNode::toString).orElse("");
                })
        .orElse("");
  }

  private static BigDecimal seconds(Optional<SqlNode> bound) {
    return bound
        .filter(SqlLiteral.class::isInstance)
        .map(literal -> ((SqlLiteral) literal).bigDecimalValue())
        .orElse(BigDecimal.ZERO);
  }

  private static int parameter(Optional<SqlNode> bound, StatementPlanner planner) {
    if (bound.isPresent() && bound.get() instanceof SqlDynamicParam parameter) {
      planner.parameter(
          parameter.getIndex(), DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.DECIMAL));
      return parameter.getIndex();
    }
    return -1;
  }
}

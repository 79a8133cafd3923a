package org.duetdb.sql.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.Lock;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.grammar.LockClause;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * What the locking clauses that apply to a table ask for together: the strongest counts, and so
 * does the most impatient reaction.
 */
final class LockRequests {
  private LockRequests() {}

  static LockRequest of(List<LockClause> clauses, StatementPlanner planner) {
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

  static String words(LockClause.Reaction reaction) {
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

  static BigDecimal seconds(Optional<SqlNode> bound) {
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

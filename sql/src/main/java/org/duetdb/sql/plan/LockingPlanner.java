package org.duetdb.sql.plan;

import org.apache.calcite.sql.SqlLiteral;
import org.duetdb.api.spi.Lock;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.execute.TableLockPlan;
import org.duetdb.sql.grammar.LockClause;
import org.duetdb.sql.grammar.SqlLockTable;

/** Plans LOCK TABLE. */
final class LockingPlanner {
  private LockingPlanner() {}

  static TableLockPlan table(SqlLockTable statement, QueryPlanner planner) {
    LockClause.Reaction reaction = statement.reaction();
    if (reaction.seconds().isPresent() && !(reaction.seconds().get() instanceof SqlLiteral)) {
      throw new SqlFailure(
          SqlState.UNSUPPORTED, "the bound of LOCK TABLE ... WAIT is a number, not a parameter");
    }
    LockRequest request =
        new LockRequest(
            Lock.Strength.EXCLUSIVE,
            reaction.policy(),
            LockRequests.seconds(reaction.seconds()),
            -1,
            "LOCK TABLE IN " + statement.mode() + " MODE" + LockRequests.words(reaction));
    return new TableLockPlan(
        statement.tables().stream().map(name -> TableTarget.of(name, planner).namespace()).toList(),
        TableLockPlan.strength(statement.mode()),
        request);
  }
}

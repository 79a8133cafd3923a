package org.duetdb.sql.plan;

import java.util.List;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.ControlPlan;
import org.duetdb.sql.execute.SessionView;
import org.duetdb.sql.execute.ShowPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TruncatePlan;
import org.duetdb.sql.grammar.DuetNode;
import org.duetdb.sql.grammar.SqlLockTable;
import org.duetdb.sql.grammar.SqlSetTransaction;
import org.duetdb.sql.grammar.SqlSetVariable;
import org.duetdb.sql.grammar.SqlShow;
import org.duetdb.sql.grammar.SqlShutdown;
import org.duetdb.sql.grammar.SqlTransactionControl;
import org.duetdb.sql.grammar.SqlTruncate;

/** Plans the statements that act on the session. */
final class ControlPlanner {
  private ControlPlanner() {}

  static StatementPlan plan(DuetNode statement, QueryPlanner queries) {
    if (statement instanceof SqlTransactionControl control) {
      return new ControlPlan(StatementKind.TRANSACTION, session -> run(control, session));
    } else if (statement instanceof SqlSetTransaction set) {
      return new ControlPlan(
          StatementKind.SETTING, session -> session.characteristics(set.modes(), set.session()));
    } else if (statement instanceof SqlSetVariable set) {
      return new ControlPlan(
          StatementKind.SETTING, session -> session.set(set.name(), set.value(), set.local()));
    } else if (statement instanceof SqlShow show) {
      return new ShowPlan(show.name());
    } else if (statement instanceof SqlShutdown) {
      return new ControlPlan(StatementKind.SHUTDOWN, SessionView::shutdown);
    } else if (statement instanceof SqlLockTable lock) {
      return LockingPlanner.table(lock, queries);
    } else if (statement instanceof SqlTruncate truncate) {
      List<CollectionTable> tables =
          truncate.tables().stream().map(name -> TableTarget.of(name, queries)).toList();
      return new TruncatePlan(
          tables.stream().map(CollectionTable::namespace).toList(),
          tables.stream().map(table -> RulesPlanner.of(table, queries.view())).toList());
    }
    throw new IllegalArgumentException(statement.getClass().getName());
  }

  private static void run(SqlTransactionControl control, SessionView session) {
    switch (control.verb()) {
      case BEGIN -> session.begin(control.modes());
      case COMMIT -> session.commit();
      case ROLLBACK -> session.rollback();
      case SAVEPOINT -> session.savepoint(control.savepoint());
      case ROLLBACK_TO -> session.rollbackTo(control.savepoint());
      case RELEASE -> session.release(control.savepoint());
    }
  }
}

package org.duetdb.sql.execute;

import java.util.function.Consumer;
import org.duetdb.sql.SqlDone;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/**
 * A statement that acts on the session.
 *
 * @param kind what kind of statement it is
 * @param action what it does
 */
public record ControlPlan(StatementKind kind, Consumer<SessionView> action)
    implements StatementPlan {

  @Override
  public SqlResult execute(Execution execution) {
    action.accept(execution.session());
    return new SqlDone(execution.notices());
  }
}

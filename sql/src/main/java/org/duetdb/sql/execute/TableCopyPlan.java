package org.duetdb.sql.execute;

import java.util.Optional;
import java.util.function.Predicate;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlCount;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/**
 * A table made of a query: both happen in one statement, so that nobody sees the one without the
 * other.
 *
 * @param create makes the table and says whether it wants the rows; may be run again
 * @param rows puts them in
 */
public record TableCopyPlan(Predicate<StatementScope> create, InsertPlan rows)
    implements StatementPlan {

  @Override
  public StatementKind kind() {
    return StatementKind.DDL;
  }

  @Override
  public SqlResult execute(Execution execution) {
    long copied = execution.write(scope -> create.test(scope) ? rows.insert(execution, scope) : 0L);
    execution.session().catalogChanged();
    return new SqlCount(copied, Optional.empty(), execution.notices());
  }
}

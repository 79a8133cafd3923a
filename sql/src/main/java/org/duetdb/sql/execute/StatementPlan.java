package org.duetdb.sql.execute;

import java.util.List;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.StatementKind;

/** What a statement does. Immutable and shared by sessions and threads. */
public interface StatementPlan {
  /** What kind of statement it is. */
  StatementKind kind();

  /** The columns of the rows that it returns; empty if it returns none. */
  default List<SqlColumn> columns() {
    return List.of();
  }

  /** The locking clauses of a query; a write has none, since it claims what it writes. */
  default List<LockRequest> locks() {
    return List.of();
  }

  /** Writes for EXPLAIN how it reaches its documents. */
  default void explain(Explanation text) {
    text.line(kind().toString());
  }

  /** Runs it once. */
  SqlResult execute(Execution execution);
}

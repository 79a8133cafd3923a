package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A query with at least one locking clause. */
public final class SqlLockingQuery extends DuetNode {
  private final SqlNode query;
  private final List<LockClause> clauses;

  SqlLockingQuery(SqlParserPos position, SqlNode query, List<LockClause> clauses) {
    super("FOR UPDATE", position);
    this.query = query;
    this.clauses = List.copyOf(clauses);
  }

  /** The query without the clauses. */
  public SqlNode query() {
    return query;
  }

  /** The clauses, in order. */
  public List<LockClause> clauses() {
    return clauses;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(List.of(query));
    clauses.forEach(clause -> clause.reaction().seconds().ifPresent(operands::add));
    return operands;
  }
}

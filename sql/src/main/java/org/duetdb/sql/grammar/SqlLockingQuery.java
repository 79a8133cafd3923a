package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A query with at least one locking clause. */
public final class SqlLockingQuery extends DuetNode {
  private final SqlNode query;
  private final List<LockClause> clauses;

  SqlLockingQuery(SqlParserPos position, SqlNode query, List<LockClause> clauses) {
    super("FOR UPDATE", position, SqlKind.ORDER_BY);
    this.query = query;
    this.clauses = List.copyOf(clauses);
  }

  /**
   * A query whose LIMIT stands behind the clauses is the same as one whose LIMIT stands before
   * them.
   */
  static SqlNode limited(SqlNode query, SqlNode limited) {
    return query instanceof SqlOrderBy ordered
            && limited instanceof SqlOrderBy behind
            && behind.orderList.isEmpty()
            && ordered.fetch == null
            && ordered.offset == null
        ? new SqlOrderBy(
            ordered.getParserPosition(),
            ordered.query,
            ordered.orderList,
            behind.offset,
            behind.fetch)
        : limited;
  }

  /** The query without the clauses. */
  public SqlNode query() {
    return query;
  }

  /** The clauses, in order. */
  public List<LockClause> clauses() {
    return clauses;
  }

  /** The parser clones what stands in parentheses. */
  @Override
  public SqlNode clone(SqlParserPos position) {
    return new SqlLockingQuery(position, query, clauses);
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(List.of(query));
    clauses.forEach(clause -> clause.reaction().seconds().ifPresent(operands::add));
    return operands;
  }
}

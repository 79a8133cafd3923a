package org.duetdb.sql.grammar;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;

/**
 * The named queries of {@code WITH} before a statement that writes. Every query that the statement
 * is planned by gets them, each a tree of its own, since Calcite changes the trees that it checks.
 */
public final class WithClause {
  private final String text;

  private WithClause(String text) {
    this.text = text;
  }

  /**
   * The named queries.
   *
   * @param text what stands before the word that begins the write
   */
  public static WithClause of(String text) {
    return new WithClause(text);
  }

  /** Whether what the parser has before it is a WITH and behind that a write, and no query. */
  static boolean standsBeforeWrite(DuetSqlParser parser) {
    if (parser.getToken(1).kind != DuetSqlParserConstants.WITH) {
      return false;
    }
    int open = 0;
    for (int i = 2; true; i++) {
      switch (parser.getToken(i).kind) {
        case DuetSqlParserConstants.LPAREN -> open++;
        case DuetSqlParserConstants.RPAREN -> open--;
        case DuetSqlParserConstants.INSERT,
            DuetSqlParserConstants.REPLACE,
            DuetSqlParserConstants.UPDATE,
            DuetSqlParserConstants.DELETE,
            DuetSqlParserConstants.MERGE -> {
          if (open == 0) {
            return true;
          }
        }
        case DuetSqlParserConstants.SELECT, DuetSqlParserConstants.VALUES -> {
          if (open == 0) {
            return false;
          }
        }
        case DuetSqlParserConstants.EOF -> {
          return false;
        }
        default -> {}
      }
    }
  }

  /** The query with the named ones before it. */
  public SqlNode before(SqlNode query) {
    if (query instanceof SqlOrderBy ordered) {
      return new SqlOrderBy(
          ordered.getParserPosition(),
          before(ordered.query),
          ordered.orderList,
          ordered.offset,
          ordered.fetch);
    } else if (query instanceof SqlLockingQuery locking) {
      return new SqlLockingQuery(
          locking.getParserPosition(), before(locking.query()), locking.clauses());
    }
    SqlNodeList named = ((SqlWith) SqlText.parse(text + " SELECT 1")).withList;
    if (query instanceof SqlWith inner) {
      var all = new SqlNodeList(named, named.getParserPosition());
      all.addAll(inner.withList);
      return new SqlWith(inner.getParserPosition(), all, inner.body);
    }
    return new SqlWith(query.getParserPosition(), named, query);
  }
}

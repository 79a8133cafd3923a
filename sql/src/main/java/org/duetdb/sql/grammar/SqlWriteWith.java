package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** INSERT, UPDATE, DELETE or MERGE behind WITH. */
public final class SqlWriteWith extends DuetNode {
  private final SqlNodeList queries;
  private final SqlNode write;

  SqlWriteWith(SqlParserPos position, SqlNodeList queries, SqlNode write) {
    super("WITH", position);
    this.queries = queries;
    this.write = write;
  }

  /** The statement that writes. */
  public SqlNode write() {
    return write;
  }

  /**
   * The named queries.
   *
   * @param sql the text that was parsed
   */
  public WithClause queries(String sql) {
    String text = SqlText.at(sql, queries.getParserPosition());
    // The place of the list is that of its last keyword: WITH, or the RECURSIVE behind it.
    return WithClause.of(text.regionMatches(true, 0, "WITH", 0, 4) ? text : "WITH " + text);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(queries, write);
  }
}

package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** EXPLAIN. */
public final class SqlExplainStatement extends DuetNode {
  private final SqlNode statement;

  SqlExplainStatement(SqlParserPos position, SqlNode statement) {
    super("EXPLAIN", position);
    this.statement = statement;
  }

  /** The statement that is explained and not run. */
  public SqlNode statement() {
    return statement;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(statement);
  }
}

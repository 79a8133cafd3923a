package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A statement that Calcite does not know and never validates; it is executed from its node. */
public abstract sealed class DuetNode extends SqlCall
    permits SqlAlterTable,
        SqlComment,
        SqlExplainStatement,
        SqlInsertRows,
        SqlLockTable,
        SqlLockingQuery,
        SqlMergeRows,
        SqlSetTransaction,
        SqlSetVariable,
        SqlShow,
        SqlShutdown,
        SqlTableWrite,
        SqlTransactionControl,
        SqlTruncate,
        SqlWriteWith {
  private final SqlOperator operator;

  DuetNode(String words, SqlParserPos position) {
    this(words, position, SqlKind.OTHER_DDL);
  }

  /**
   * @param kind what the parser takes it for where it stands in an expression
   */
  DuetNode(String words, SqlParserPos position, SqlKind kind) {
    super(position);
    this.operator = new SqlSpecialOperator(words, kind);
  }

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(operator.getName());
  }
}

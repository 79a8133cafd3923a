package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** PostgreSQL's {@code operand::type}, in the middle of an expression that is being parsed. */
final class InfixCast {
  private InfixCast() {}

  /**
   * Puts a cast in the place of the last operand.
   *
   * @param list the expression so far: operands, and operators between them
   */
  static void apply(List<Object> list, SqlDataTypeSpec type, SqlParserPos end) {
    SqlNode operand = operand(list);
    list.add(
        SqlStdOperatorTable.CAST.createCall(operand.getParserPosition().plus(end), operand, type));
  }

  /** Takes the last operand off the list, with the brackets and fields that belong to it. */
  private static SqlNode operand(List<Object> list) {
    if (!(list.remove(list.size() - 1) instanceof SqlNode last)) {
      throw new SqlFailure(SqlState.SYNTAX_ERROR, "syntax error: there is nothing before ::");
    }
    if (!list.isEmpty()
        && list.get(list.size() - 1) instanceof ToTreeListItem item
        && isAccess(item.getOperator())) {
      list.remove(list.size() - 1);
      return item.getOperator().createCall(item.getPos(), operand(list), last);
    }
    return last;
  }

  private static boolean isAccess(SqlOperator operator) {
    return operator == SqlStdOperatorTable.ITEM || operator == SqlStdOperatorTable.DOT;
  }
}

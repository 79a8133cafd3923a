package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * A condition over the place that a row has in an order, as a part of the syntax tree. When the
 * tree is checked it becomes a comparison of a window function.
 */
abstract class RankCondition extends SqlSpecialOperator {
  /** DISTINCT ON: its keys, and the order in which the first row of each is looked for. */
  static final RankCondition EACH =
      new RankCondition("DISTINCT ON") {
        @Override
        public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
          SqlParserPos place = call.getParserPosition();
          SqlNode number =
              over(SqlStdOperatorTable.ROW_NUMBER, call.operand(0), call.operand(1), place);
          return SqlStdOperatorTable.EQUALS.createCall(
              place, number, SqlLiteral.createExactNumeric("1", place));
        }
      };

  /**
   * WITH TIES: the order, how many rows at least, and how many are left out before them, if any.
   * Before it knows its order, the number of rows alone.
   */
  static final RankCondition TIES =
      new RankCondition("WITH TIES") {
        @Override
        public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
          SqlParserPos place = call.getParserPosition();
          SqlNodeList order = call.operand(0);
          SqlNode rank = over(SqlStdOperatorTable.RANK, SqlNodeList.EMPTY, order, place);
          SqlNode fetch = call.operand(1);
          if (call.operandCount() == 2) {
            return SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(place, rank, fetch);
          }
          SqlNode offset = call.operand(2);
          SqlNode number = over(SqlStdOperatorTable.ROW_NUMBER, SqlNodeList.EMPTY, order, place);
          return SqlStdOperatorTable.AND.createCall(
              place,
              SqlStdOperatorTable.GREATER_THAN.createCall(place, number, offset),
              SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(
                  place, SqlStdOperatorTable.MINUS.createCall(place, rank, offset), fetch));
        }
      };

  private RankCondition(String name) {
    super(name, SqlKind.OTHER);
  }

  @Override
  public abstract SqlNode rewriteCall(SqlValidator validator, SqlCall call);

  private static SqlNode over(
      SqlOperator function, SqlNodeList partition, SqlNodeList order, SqlParserPos place) {
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            partition,
            order,
            SqlLiteral.createBoolean(false, place),
            null,
            null,
            null,
            place);
    return SqlStdOperatorTable.OVER.createCall(
        place, function.createCall(place, List.of()), window);
  }
}

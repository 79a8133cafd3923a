package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * {@code x IN ()}, which is false, and {@code x NOT IN ()}, which is true, whatever x is: also for
 * NULL, since there is nothing that it could be equal to. Programs that write their lists
 * themselves come to write an empty one.
 */
final class EmptyList extends SqlInOperator {
  private static final SqlOperator IN = new EmptyList(SqlKind.IN);
  private static final SqlOperator NOT_IN = new EmptyList(SqlKind.NOT_IN);

  private EmptyList(SqlKind kind) {
    super(kind.sql, kind);
  }

  /** The operator before a list, which is another one if the list is empty. */
  static SqlOperator orGiven(SqlOperator operator, SqlNodeList list) {
    if (!list.isEmpty()) {
      return operator;
    }
    return operator.getKind() == SqlKind.NOT_IN ? NOT_IN : IN;
  }

  /** Keeps the operand, so that what is wrong with it is still found. */
  @Override
  public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
    SqlParserPos place = call.getParserPosition();
    boolean holds = getKind() == SqlKind.NOT_IN;
    SqlOperator fixed = holds ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND;
    return fixed.createCall(
        place,
        SqlStdOperatorTable.IS_NULL.createCall(place, List.of(call.operand(0))),
        SqlLiteral.createBoolean(holds, place));
  }
}

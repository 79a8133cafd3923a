package org.duetdb.sql.expression;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A call that a function's factory makes an expression of.
 *
 * @param call the call
 * @param arguments its operands, compiled
 */
record FunctionCall(RexCall call, List<Expression> arguments) {

  /** The declared type of the result. */
  RelDataType type() {
    return call.getType();
  }

  /** The declared type of an operand. */
  RelDataType type(int index) {
    return call.getOperands().get(index).getType();
  }

  /** An operand. */
  Expression argument(int index) {
    return arguments.get(index);
  }

  /** Whether an operand is JSON already and not a text that becomes a JSON string. */
  boolean isJson(int index) {
    return call.getOperands().get(index) instanceof RexCall operand
        && (operand.getOperator().getName().equals("FORMAT JSON")
            || operand.getOperator() == SqlStdOperatorTable.JSON_TYPE_OPERATOR);
  }

  /** How many operands there are. */
  int size() {
    return arguments.size();
  }

  /** A result that is NULL as soon as the operand is. */
  Expression one(Strict.One function) {
    return Strict.one(function, argument(0));
  }

  /** A result that is NULL as soon as one of two operands is. */
  Expression two(Strict.Two function) {
    return Strict.two(function, argument(0), argument(1));
  }

  /** A result that is NULL as soon as one operand is. */
  Expression many(Strict.Many function) {
    return Strict.many(function, arguments);
  }
}

package org.duetdb.sql.expression;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

/** Whether an expression always has the same value: literals and pure functions of them. */
final class Foldable extends RexVisitorImpl<Boolean> {
  private static final Foldable VISITOR = new Foldable();

  private Foldable() {
    super(true);
  }

  static boolean test(RexNode node) {
    return node.accept(VISITOR);
  }

  @Override
  public Boolean visitLiteral(RexLiteral literal) {
    return true;
  }

  @Override
  public Boolean visitCall(RexCall call) {
    return call.getOperator().isDeterministic()
        && !call.getOperator().isDynamicFunction()
        && call.getOperands().stream().allMatch(Foldable::test);
  }

  @Override
  public Boolean visitInputRef(RexInputRef reference) {
    return false;
  }

  @Override
  public Boolean visitDynamicParam(RexDynamicParam parameter) {
    return false;
  }

  @Override
  public Boolean visitFieldAccess(RexFieldAccess access) {
    return false;
  }

  @Override
  public Boolean visitCorrelVariable(RexCorrelVariable variable) {
    return false;
  }

  @Override
  public Boolean visitSubQuery(RexSubQuery query) {
    return false;
  }

  @Override
  public Boolean visitOver(RexOver over) {
    return false;
  }
}

package org.duetdb.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Calcite's conversions, and where none makes two sides comparable the left becomes a value of type
 * ANY. Such values compare as BSON does: those of types that are never equal are different, and
 * which of them is less is unknown.
 */
final class LenientCoercion extends TypeCoercionImpl {
  LenientCoercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    return super.binaryComparisonCoercion(binding)
        || binding.getOperandCount() == 2 && openLeft(binding);
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    return super.inOperationCoercion(binding) || openLeft(binding);
  }

  private boolean openLeft(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = onlyColumn(binding.getOperandType(1));
    if (left.isStruct() || right.isStruct() || SqlTypeUtil.isComparable(left, right)) {
      return false;
    }
    SqlCall call = binding.getCall();
    SqlNode operand = call.operand(0);
    SqlNode open = DuetOperators.OPEN.createCall(operand.getParserPosition(), operand);
    call.setOperand(0, open);
    updateInferredType(open, validator.deriveType(binding.getScope(), open));
    return true;
  }

  /** The type of the column that a sub-query with one column has. */
  private static RelDataType onlyColumn(RelDataType type) {
    List<?> columns = type.isStruct() ? type.getFieldList() : List.of();
    return columns.size() == 1 ? type.getFieldList().get(0).getType() : type;
  }
}

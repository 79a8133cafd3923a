package org.duetdb.sql.plan;

import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Plus and minus with what PostgreSQL does to dates beyond the standard: a date and days make a
 * date, two dates are days apart, two other moments an interval. All else is left to the standard's
 * operator.
 */
final class MomentOperator extends SqlBinaryOperator {
  static final MomentOperator PLUS = new MomentOperator(SqlStdOperatorTable.PLUS);
  static final MomentOperator MINUS = new MomentOperator(SqlStdOperatorTable.MINUS);

  private final SqlBinaryOperator standard;

  private MomentOperator(SqlBinaryOperator standard) {
    super(
        standard.getName(),
        standard.kind,
        standard.getLeftPrec(),
        true,
        standard.getReturnTypeInference(),
        standard.getOperandTypeInference(),
        standard.getOperandTypeChecker());
    this.standard = standard;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    if (result(call.getOperandType(0), call.getOperandType(1), call.getTypeFactory()).isPresent()) {
      return true;
    }
    ((SqlBasicCall) call.getCall()).setOperator(standard);
    return standard.checkOperandTypes(call, throwOnFailure);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    return result(call.getOperandType(0), call.getOperandType(1), call.getTypeFactory())
        .orElseGet(() -> super.inferReturnType(call));
  }

  private Optional<RelDataType> result(
      RelDataType left, RelDataType right, RelDataTypeFactory types) {
    boolean minus = this == MINUS;
    RelDataType type;
    if (isDate(left) && SqlTypeUtil.isIntType(right)) {
      type = left;
    } else if (!minus && SqlTypeUtil.isIntType(left) && isDate(right)) {
      type = right;
    } else if (minus && isDate(left) && isDate(right)) {
      type = types.createSqlType(SqlTypeName.INTEGER);
    } else if (minus && areApart(left, right)) {
      type =
          types.createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
    } else {
      return Optional.empty();
    }
    return Optional.of(
        types.createTypeWithNullability(type, left.isNullable() || right.isNullable()));
  }

  private static boolean isDate(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DATE;
  }

  private static boolean areApart(RelDataType left, RelDataType right) {
    boolean times =
        left.getSqlTypeName() == SqlTypeName.TIME || right.getSqlTypeName() == SqlTypeName.TIME;
    return SqlTypeUtil.isDatetime(left)
        && SqlTypeUtil.isDatetime(right)
        && (!times || left.getSqlTypeName() == right.getSqlTypeName());
  }
}

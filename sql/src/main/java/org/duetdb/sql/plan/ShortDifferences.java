package org.duetdb.sql.plan;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's conversions of calls, but TIMESTAMPDIFF in milliseconds and less is not cut to whole
 * seconds first.
 */
final class ShortDifferences implements SqlRexConvertletTable {
  static final ShortDifferences INSTANCE = new ShortDifferences();

  private ShortDifferences() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    boolean isShort =
        call.getKind() == SqlKind.TIMESTAMP_DIFF
            && call.operand(0) instanceof SqlIntervalQualifier qualifier
            && perMillisecond(qualifier.getUnit()) > 0;
    return isShort ? ShortDifferences::convert : StandardConvertletTable.INSTANCE.get(call);
  }

  private static long perMillisecond(TimeUnit unit) {
    return switch (unit) {
      case MILLISECOND -> 1;
      case MICROSECOND -> 1_000;
      case NANOSECOND -> 1_000_000;
      default -> 0;
    };
  }

  private static RexNode convert(SqlRexContext context, SqlCall call) {
    SqlIntervalQualifier unit = call.operand(0);
    RexBuilder builder = context.getRexBuilder();
    var types = context.getTypeFactory();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RelDataType interval =
        types.createTypeWithNullability(
            types.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.SECOND, null, SqlParserPos.ZERO)),
            type.isNullable());
    RelDataType whole =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), type.isNullable());
    RexNode difference =
        builder.makeCall(
            interval,
            SqlStdOperatorTable.MINUS_DATE,
            List.of(
                context.convertExpression(call.operand(2)),
                context.convertExpression(call.operand(1))));
    RexNode milliseconds =
        builder.makeReinterpretCast(whole, difference, builder.makeLiteral(false));
    RexNode units =
        builder.makeCall(
            SqlStdOperatorTable.MULTIPLY,
            milliseconds,
            builder.makeBigintLiteral(BigDecimal.valueOf(perMillisecond(unit.getUnit()))));
    return builder.makeCast(type, units);
  }
}

package org.duetdb.sql.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.DocumentLimits;

/**
 * The limits of the types, which are BSON's, and the types of aggregates, which are PostgreSQL's.
 */
final class DuetTypeSystem extends RelDataTypeSystemImpl {
  /** The digits of Decimal128. */
  static final int DECIMAL_DIGITS = 34;

  /** The scale of a DECIMAL that declares none: half of the digits on each side. */
  static final int OPEN_SCALE = 17;

  private static final int AVERAGE_SCALE = 16;
  private static final int MILLISECONDS = 3;

  /** The digits of an interval's first field; the standard's two would not hold 100 days. */
  private static final int INTERVAL_DIGITS = 10;

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DECIMAL_DIGITS;
      case CHAR, VARCHAR, BINARY, VARBINARY -> DocumentLimits.MAX_SIZE;
      case TIME, TIMESTAMP, TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          MILLISECONDS;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(type);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> DECIMAL_DIGITS;
      case VARCHAR, VARBINARY -> RelDataType.PRECISION_NOT_SPECIFIED;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MILLISECONDS;
      default ->
          SqlTypeName.INTERVAL_TYPES.contains(type)
              ? INTERVAL_DIGITS
              : super.getDefaultPrecision(type);
    };
  }

  /** CASE and UNION of texts of several lengths give VARCHAR, so that nothing is padded. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /** A sum has room to grow: INTEGER to BIGINT, BIGINT and DECIMAL to 34 digits. */
  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType type =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
          case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, 0);
          case DECIMAL ->
              factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, argument.getScale());
          case REAL, FLOAT -> factory.createSqlType(SqlTypeName.DOUBLE);
          default -> argument;
        };
    return factory.createTypeWithNullability(type, argument.isNullable());
  }

  /** The average of exact numbers is exact to 16 places. */
  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType type =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
              factory.createSqlType(
                  SqlTypeName.DECIMAL,
                  DECIMAL_DIGITS,
                  Math.max(AVERAGE_SCALE, argument.getScale()));
          case REAL, FLOAT -> factory.createSqlType(SqlTypeName.DOUBLE);
          default -> argument;
        };
    return factory.createTypeWithNullability(type, argument.isNullable());
  }
}

package org.duetdb.sql.type;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlParameter;
import org.duetdb.sql.SqlType;

/** Calcite's types as the types that callers see. */
public final class SqlTypes {
  private SqlTypes() {}

  /** The type. */
  public static SqlType of(RelDataType type) {
    return switch (name(type)) {
      case BOOLEAN -> SqlType.BOOLEAN;
      case TINYINT -> SqlType.TINYINT;
      case SMALLINT -> SqlType.SMALLINT;
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case FLOAT, DOUBLE -> SqlType.DOUBLE;
      case DECIMAL -> SqlType.DECIMAL;
      case CHAR -> SqlType.CHAR;
      case VARCHAR -> SqlType.VARCHAR;
      case BINARY -> SqlType.BINARY;
      case VARBINARY -> SqlType.VARBINARY;
      case DATE -> SqlType.DATE;
      case TIME -> SqlType.TIME;
      case TIMESTAMP -> SqlType.TIMESTAMP;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlType.TIMESTAMP_WITH_TIME_ZONE;
      case UUID -> SqlType.UUID;
      case ARRAY, MULTISET -> SqlType.ARRAY;
      case ROW, STRUCTURED -> SqlType.ROW;
      case MAP -> SqlType.MAP;
      case NULL -> SqlType.NULL;
      case INTERVAL_YEAR_MONTH -> SqlType.INTERVAL_YEAR_MONTH;
      case INTERVAL_DAY_SECOND -> SqlType.INTERVAL_DAY_TIME;
      default -> SqlType.ANY;
    };
  }

  /**
   * The name of a type, which for an interval is one of two: INTERVAL_YEAR_MONTH or
   * INTERVAL_DAY_SECOND.
   */
  static SqlTypeName name(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
      return SqlTypeName.INTERVAL_YEAR_MONTH;
    }
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(name) ? SqlTypeName.INTERVAL_DAY_SECOND : name;
  }

  /** The type as SQL writes it. */
  public static String text(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case CHAR, VARCHAR, BINARY, VARBINARY ->
          type.getPrecision() > 0 ? name + "(" + type.getPrecision() + ")" : name.toString();
      case DECIMAL -> "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
      case ARRAY -> text(type.getComponentType()) + " ARRAY";
      case MAP -> "MAP<" + text(type.getKeyType()) + ", " + text(type.getValueType()) + ">";
      case ROW -> "ROW";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
      default -> SqlTypeUtil.isInterval(type) ? type.toString() : name.toString();
    };
  }

  /** Digits, characters or bytes at most; 0 without a limit. */
  public static int precision(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ANY, NULL, ARRAY, MAP, ROW, BOOLEAN -> 0;
      default -> Math.max(0, type.getPrecision());
    };
  }

  /** Digits after the point. */
  public static int scale(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
  }

  /** A parameter of the type. */
  public static SqlParameter parameter(RelDataType type) {
    return new SqlParameter(of(type), text(type), precision(type), scale(type));
  }

  /** A column of the type that stems from no table. */
  public static SqlColumn expression(String label, RelDataType type) {
    return column(label, label, "", "", type, false);
  }

  /** A column of the type. */
  public static SqlColumn column(
      String label, String name, String table, String schema, RelDataType type, boolean generated) {
    return new SqlColumn(
        label,
        name,
        table,
        schema,
        of(type),
        text(type),
        precision(type),
        scale(type),
        type.isNullable(),
        generated);
  }
}

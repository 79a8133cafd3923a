package org.duetdb.sql.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.DuetTypeFactory;

/** The types of columns as the engine's catalog stores them, from and to Calcite's. */
public final class ColumnTypes {
  private static final String ARRAY = " ARRAY";
  private static final int NONE = -1;

  private ColumnTypes() {}

  /**
   * A column's type as the catalog stores it.
   *
   * @throws SqlFailure HYC00 for ROW and MULTISET, whose fields and elements it cannot store
   */
  public static String name(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ARRAY -> name(type.getComponentType()) + ARRAY;
      case ROW, MULTISET ->
          throw new SqlFailure(
              SqlState.UNSUPPORTED,
              "a column of a table or a view cannot be a "
                  + type.getSqlTypeName()
                  + "; ANY holds documents and arrays of any shape, MAP and ARRAY those of one");
      default -> type.getSqlTypeName().name();
    };
  }

  /** The declared precision, of the elements for an array; -1 if none. */
  public static int precision(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ARRAY -> precision(type.getComponentType());
      case CHAR, VARCHAR, BINARY, VARBINARY, DECIMAL -> type.getPrecision();
      default -> NONE;
    };
  }

  /** The declared scale; -1 if none. */
  public static int scale(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ARRAY -> scale(type.getComponentType());
      case DECIMAL -> type.getScale();
      default -> NONE;
    };
  }

  /** The type of a column. */
  public static RelDataType of(CollectionDescriptor.Column column) {
    return DuetTypeFactory.INSTANCE.createTypeWithNullability(
        of(column.type(), column.precision(), column.scale()), column.nullable());
  }

  private static RelDataType of(String name, int precision, int scale) {
    if (name.endsWith(ARRAY)) {
      RelDataType element = of(name.substring(0, name.length() - ARRAY.length()), precision, scale);
      return DuetTypeFactory.INSTANCE.createArrayType(
          DuetTypeFactory.INSTANCE.createTypeWithNullability(element, true), NONE);
    }
    SqlTypeName type = SqlTypeName.get(name);
    if (type == null) {
      throw new SqlFailure(SqlState.UNDEFINED_OBJECT, "there is no type " + name);
    }
    if (type == SqlTypeName.MAP) {
      return DuetTypeFactory.INSTANCE.createMapType(
          DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.VARCHAR), any());
    }
    if (precision <= 0) {
      return DuetTypeFactory.INSTANCE.createSqlType(type);
    }
    return type == SqlTypeName.DECIMAL
        ? DuetTypeFactory.INSTANCE.createSqlType(type, precision, Math.max(0, scale))
        : DuetTypeFactory.INSTANCE.createSqlType(type, precision);
  }

  /** The type of an undeclared field. */
  public static RelDataType any() {
    return DuetTypeFactory.INSTANCE.createTypeWithNullability(
        DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.ANY), true);
  }
}

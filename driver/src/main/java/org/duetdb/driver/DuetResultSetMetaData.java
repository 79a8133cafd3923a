package org.duetdb.driver;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.sql.SqlColumn;

/** The columns of a result. Immutable. */
final class DuetResultSetMetaData implements ResultSetMetaData {
  private final String catalog;
  private final ResultShape shape;

  DuetResultSetMetaData(String catalog, ResultShape shape) {
    this.catalog = catalog;
    this.shape = shape;
  }

  private JdbcType type(int column) throws SQLException {
    return JdbcType.of(shape.column(column).type());
  }

  @Override
  public int getColumnCount() {
    return shape.width();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return shape.column(column).generated();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return JdbcType.isCaseSensitive(shape.column(column).type());
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    shape.requireColumn(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    shape.requireColumn(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return shape.column(column).nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return JdbcType.isSigned(shape.column(column).type());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    int width = type(column).width();
    return width > 0 ? width : displayWidth(shape.column(column), getPrecision(column));
  }

  /** For types whose width follows from the precision. */
  private static int displayWidth(SqlColumn column, int precision) {
    return switch (column.type()) {
      case DECIMAL -> precision + 2; // sign and point
      case BINARY, VARBINARY -> (int) Math.min(2L * precision, Integer.MAX_VALUE);
      default -> precision;
    };
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return shape.column(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return shape.column(column).name();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return shape.column(column).schema();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    int declared = shape.column(column).precision();
    return declared > 0 ? declared : type(column).precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return shape.column(column).scale();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return shape.column(column).table();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return shape.column(column).table().isEmpty() ? "" : catalog;
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).code();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return JdbcType.nameWithoutLimits(shape.column(column).typeName());
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    shape.requireColumn(column);
    return true; // because results are read-only
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).objectClass().getName();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}

package org.duetdb.driver;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duetdb.driver.metadata.Columns;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.driver.value.ObjectReading;
import org.duetdb.driver.value.TextReading;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Values in order as JDBC's array; {@code getArray} answers an {@code Object[]}. In memory, and
 * unaffected by the end of the transaction.
 */
final class DuetArray implements Array {
  private static final String SUFFIX = " ARRAY";

  private final DuetConnection connection;
  private final String elementType;
  private final List<?> elements;

  DuetArray(DuetConnection connection, String elementType, List<?> elements) {
    this.connection = connection;
    this.elementType = elementType;
    this.elements = elements;
  }

  /** The type name of what an array column holds. */
  static String elementType(SqlColumn column) {
    String name = column.typeName();
    return name.endsWith(SUFFIX)
        ? name.substring(0, name.length() - SUFFIX.length())
        : SqlType.ANY.name();
  }

  @Override
  public String getBaseTypeName() {
    return elementType;
  }

  @Override
  public int getBaseType() {
    return JdbcType.named(elementType).code();
  }

  @Override
  public Object[] getArray() {
    return elements.stream()
        .map(element -> element == null ? null : ObjectReading.standard(element))
        .toArray();
  }

  @Override
  public Object[] getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
    Given.noTypes(map);
    return getArray();
  }

  @Override
  public Object[] getArray(long index, int count) throws SQLException {
    return slice(index, count).getArray();
  }

  @Override
  public Object[] getArray(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    Given.noTypes(map);
    return getArray(index, count);
  }

  private DuetArray slice(long index, int count) throws SQLException {
    if (index < 1 || count < 0 || index - 1 + count > elements.size()) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "the array has elements 1 to " + elements.size() + ", not " + count + " from " + index);
    }
    int from = (int) (index - 1);
    return new DuetArray(connection, elementType, elements.subList(from, from + count));
  }

  /** Rows of the index, counted from 1 in the whole array, and the element. */
  @Override
  public ResultSet getResultSet() {
    return rows(1, elements);
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
    Given.noTypes(map);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return rows(index, slice(index, count).elements);
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    Given.noTypes(map);
    return getResultSet(index, count);
  }

  private ResultSet rows(long first, List<?> shown) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Object element : shown) {
      rows.add(new @Nullable Object[] {first + rows.size(), element});
    }
    var shape =
        new ResultShape(
            new Columns().add("INDEX", SqlType.BIGINT).add("VALUE", SqlType.ANY).list());
    return new ScrollableResultSet(connection, null, shape, rows);
  }

  /** Does nothing: an array holds no resources. */
  @Override
  public void free() {}

  /** The elements as a JSON array. */
  @Override
  public String toString() {
    return TextReading.text(elements);
  }
}

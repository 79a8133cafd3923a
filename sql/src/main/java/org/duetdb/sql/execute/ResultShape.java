package org.duetdb.sql.execute;

import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.type.JavaValues;

/**
 * The columns of a result, and how its values become the caller's.
 *
 * @param columns the columns
 * @param conversions for each column what makes the caller's object of a value
 */
public record ResultShape(List<SqlColumn> columns, List<Function<Object, Object>> conversions) {

  /** The shape of a result whose columns have these types. */
  public static ResultShape of(List<SqlColumn> columns, List<RelDataType> types) {
    return new ResultShape(List.copyOf(columns), types.stream().map(JavaValues::of).toList());
  }
}

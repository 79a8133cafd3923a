package org.duetdb.sql.execute;

import org.duetdb.sql.expression.InputColumns;

/**
 * A compiled part of a query: how its rows come, and how expressions read their columns.
 *
 * @param operator opens the rows
 * @param columns reads the columns of such a row
 */
record Stage(Operator operator, InputColumns columns) {

  /** Rows that are arrays of values. */
  static Stage ofValues(Operator operator) {
    return new Stage(operator, InputColumns.ROW);
  }
}

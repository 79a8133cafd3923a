package org.duetdb.driver;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result and how to find them by label. Shared by all results of one statement, so
 * that the index of labels is made once.
 */
final class ResultShape {
  static final ResultShape NONE = new ResultShape(List.of());

  private final List<SqlColumn> columns;
  private final SqlType[] types;
  private volatile @Nullable Map<String, Integer> positions;

  ResultShape(List<SqlColumn> columns) {
    this.columns = columns;
    this.types = columns.stream().map(SqlColumn::type).toArray(SqlType[]::new);
  }

  List<SqlColumn> columns() {
    return columns;
  }

  int width() {
    return types.length;
  }

  /** The type of a column counted from 1. */
  SqlType type(int position) {
    return types[position - 1];
  }

  /** A column counted from 1; 22023 if there is none. */
  SqlColumn column(int position) throws SQLException {
    requireColumn(position);
    return columns.get(position - 1);
  }

  void requireColumn(int position) throws SQLException {
    if (position < 1 || position > types.length) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_PARAMETER_VALUE,
          "there is no column " + position + "; the columns are 1 to " + types.length);
    }
  }

  /**
   * The position of the first column with that label, counted from 1: as it is written, or else
   * without regard to case; 42703 if there is none.
   */
  int position(String label) throws SQLException {
    Given.required(label, "the column's label");
    Map<String, Integer> index = positions();
    Integer position = index.get(label);
    if (position == null) {
      position = index.get(label.toLowerCase(Locale.ROOT));
    }
    if (position == null) {
      throw SqlExceptions.refusal(
          SqlState.UNDEFINED_COLUMN,
          "there is no column '"
              + label
              + "'; the columns are "
              + String.join(", ", columns.stream().map(SqlColumn::label).toList()));
    }
    return position;
  }

  private Map<String, Integer> positions() {
    Map<String, Integer> index = positions;
    if (index == null) {
      index = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        index.putIfAbsent(columns.get(i).label(), i + 1);
      }
      for (int i = 0; i < columns.size(); i++) {
        index.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
      }
      positions = index;
    }
    return index;
  }
}

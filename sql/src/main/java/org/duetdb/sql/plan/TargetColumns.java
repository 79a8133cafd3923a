package org.duetdb.sql.plan;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.grammar.SqlText;

/** The columns that INSERT and UPDATE assign to. */
final class TargetColumns {
  private TargetColumns() {}

  /** The place of a declared column; 42703 if there is none of that name. */
  static int index(CollectionTable table, SqlIdentifier name, QueryPlanner planner) {
    List<String> names = name.names;
    int index = table.indexOf(names.get(0));
    if (index < 0 || names.size() > 1) {
      throw undefined(table, name, planner);
    }
    return index;
  }

  static SqlFailure undefined(CollectionTable table, SqlIdentifier name, QueryPlanner planner) {
    return new SqlFailure(
        SqlState.UNDEFINED_COLUMN,
        "table " + table.name() + " has no column '" + name + "'",
        planner.sql(),
        SqlText.position(name.getParserPosition()));
  }
}

package org.duetdb.sql.plan;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTableRef;
import org.duetdb.api.Namespace;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.grammar.SqlText;

/** The tables that statements other than queries name. */
final class TableTarget {
  private TableTarget() {}

  /** The table of that name; 42P01 if there is none, 42809 if it is a view. */
  static CollectionTable of(SqlNode node, QueryPlanner planner) {
    CollectionTable table = relation(node, planner);
    if (table.isView()) {
      throw new SqlFailure(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + table.name() + "' is a view; only tables can be written, locked and altered",
          planner.sql(),
          SqlText.position(node.getParserPosition()));
    }
    return table;
  }

  /** The table or view of that name; 42P01 if there is none. */
  static CollectionTable relation(SqlNode node, QueryPlanner planner) {
    SqlIdentifier name = identifier(node);
    return PathMentions.table(name, planner)
        .orElseThrow(
            () ->
                new SqlFailure(
                    SqlState.UNDEFINED_TABLE,
                    "table '" + name + "' does not exist",
                    planner.sql(),
                    SqlText.position(name.getParserPosition())));
  }

  /** The name of a table, alone or in front of hints. */
  static SqlIdentifier identifier(SqlNode node) {
    SqlNode name = node instanceof SqlTableRef reference ? reference.operand(0) : node;
    if (name instanceof SqlIdentifier identifier) {
      return identifier;
    }
    throw new SqlFailure(
        SqlState.SYNTAX_ERROR, "a table's name must stand here, not " + name.getKind());
  }

  /** The full name that a table to be created gets. */
  static Namespace namespace(SqlIdentifier name, QueryPlanner planner) {
    List<String> names = name.names;
    if (names.size() > 2) {
      throw new SqlFailure(
          SqlState.INVALID_NAME, "a table's name is [schema.]name, not '" + name + "'");
    }
    return names.size() == 2
        ? new Namespace(names.get(0), names.get(1))
        : new Namespace(planner.schema(), names.get(0));
  }
}

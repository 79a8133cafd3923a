package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.Assigned;
import org.duetdb.sql.grammar.SqlAssignments;
import org.duetdb.sql.grammar.SqlAssignments.Assignment;
import org.duetdb.sql.grammar.SqlText;

/**
 * A SET, checked against its table.
 *
 * @param targets where the values go
 * @param values what computes them, in the same order
 * @param hints the types of parameters that are assigned as they are
 */
record SetClause(
    List<Assigned.Target> targets, List<SqlNode> values, Map<Integer, RelDataType> hints) {

  static SetClause of(WriteTarget table, SqlAssignments set, QueryPlanner planner) {
    List<Assigned.Target> targets = new ArrayList<>();
    List<SqlNode> values = new ArrayList<>();
    Map<Integer, RelDataType> hints = new HashMap<>();
    for (Assignment assignment : set.list()) {
      Assigned.Target target = target(table, assignment, planner);
      int earlier = planner.conformance() == Conformance.LENIENT ? targets.indexOf(target) : -1;
      if (earlier >= 0) {
        targets.remove(earlier);
        values.remove(earlier);
      }
      requireApart(target, targets, assignment.target(), planner);
      targets.add(target);
      SqlNode value = assignment.value();
      if (value instanceof SqlDynamicParam parameter && target.column().isPresent()) {
        hints.put(parameter.getIndex(), target.column().get().type());
      }
      values.add(
          value.getKind() == SqlKind.DEFAULT && target.column().isPresent()
              ? InsertPlanner.defaultOf(target.column().get())
              : value);
    }
    return new SetClause(List.copyOf(targets), List.copyOf(values), hints);
  }

  /** Whether a column of the key is assigned. */
  boolean changesKey() {
    return targets.stream()
        .anyMatch(target -> target.path().component(0).equals(CollectionTable.ID));
  }

  private static void requireApart(
      Assigned.Target target,
      List<Assigned.Target> others,
      SqlIdentifier name,
      QueryPlanner planner) {
    for (Assigned.Target other : others) {
      if (other.path().isPrefixOf(target.path()) || target.path().isPrefixOf(other.path())) {
        throw new SqlFailure(
            SqlState.DUPLICATE_COLUMN,
            "'" + name + "' is assigned more than once",
            planner.sql(),
            SqlText.position(name.getParserPosition()));
      }
    }
  }

  private static Assigned.Target target(
      WriteTarget target, Assignment assignment, QueryPlanner planner) {
    CollectionTable table = target.table();
    SqlIdentifier name = assignment.target();
    List<String> names = new ArrayList<>(withoutTable(target, name.names));
    names.addAll(assignment.rest());
    if (names.stream().anyMatch(each -> each.isEmpty() || each.contains("."))) {
      throw new SqlFailure(
          SqlState.INVALID_NAME,
          "'" + name + "' names a field that SET cannot reach: its name is empty or has a dot",
          planner.sql(),
          SqlText.position(name.getParserPosition()));
    }
    if (!table.isDeclared()) {
      return new Assigned.Target(FieldPath.of(String.join(".", names)), Optional.empty());
    }
    int index = table.indexOf(names.get(0));
    if (index < 0) {
      throw TargetColumns.undefined(table, name, planner);
    }
    TableColumn column = table.columns().get(index);
    if (names.size() == 1) {
      return new Assigned.Target(column.path(), Optional.of(column));
    }
    SqlTypeName type = column.type().getSqlTypeName();
    if (type != SqlTypeName.ANY && type != SqlTypeName.MAP && type != SqlTypeName.ARRAY) {
      throw TargetColumns.undefined(table, name, planner);
    }
    String rest = String.join(".", names.subList(1, names.size()));
    return new Assigned.Target(FieldPath.of(column.path() + "." + rest), Optional.empty());
  }

  /**
   * As everywhere else the table's name may stand in front, unless a declared column has that name.
   */
  private static List<String> withoutTable(WriteTarget target, List<String> names) {
    boolean qualified =
        names.size() > 1
            && names.get(0).equalsIgnoreCase(target.alias().getSimple())
            && !(target.table().isDeclared() && target.table().indexOf(names.get(0)) >= 0);
    return qualified ? names.subList(1, names.size()) : names;
  }
}

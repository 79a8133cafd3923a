package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.RowEncoder;

/** Which of the values that an INSERT gives goes into which column. Used once, by one thread. */
final class InsertCells {
  private final CollectionTable table;
  private final QueryPlanner planner;
  private final List<Integer> targets = new ArrayList<>();
  private final List<FieldPath> paths = new ArrayList<>();
  private boolean named;

  InsertCells(CollectionTable table, QueryPlanner planner) {
    this.table = table;
    this.planner = planner;
  }

  /** The columns that the statement names, or all of them in order. */
  void name(SqlNodeList names) {
    named = !names.isEmpty();
    if (!table.isDeclared()) {
      if (!named) {
        throw new SqlFailure(
            SqlState.SYNTAX_ERROR,
            "INSERT into " + table.name() + " must name its fields, since none are declared");
      }
      names.forEach(name -> paths.add(FieldPath.of(name.toString())));
    } else if (named) {
      names.forEach(name -> target((SqlIdentifier) name));
    } else {
      for (int i = 0; i < table.columns().size(); i++) {
        targets.add(i);
      }
    }
  }

  private void target(SqlIdentifier name) {
    int column = TargetColumns.index(table, name, planner);
    if (targets.contains(column)) {
      throw new SqlFailure(
          SqlState.DUPLICATE_COLUMN, "column " + name + " is assigned more than once");
    }
    targets.add(column);
  }

  /** The places of the columns among the table's, in the order of the values. */
  List<Integer> targets() {
    return targets;
  }

  RowEncoder encoder() {
    return table.isDeclared() ? RowEncoder.declared(table) : RowEncoder.open(table, paths);
  }

  /** A row's cells in the order of the encoder's row, with defaults where nothing is given. */
  List<SqlNode> row(List<SqlNode> given, Map<Integer, RelDataType> hints) {
    requireWidth(given.size());
    List<SqlNode> cells = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) instanceof SqlDynamicParam parameter) {
        hints.put(parameter.getIndex(), targetType(i));
      }
    }
    if (!table.isDeclared()) {
      return given;
    }
    for (int column = 0; column < table.columns().size(); column++) {
      int position = targets.indexOf(column);
      boolean missing = position < 0 || given.get(position).getKind() == SqlKind.DEFAULT;
      if (!missing) {
        requireWritable(table.columns().get(column));
      }
      cells.add(
          missing ? InsertPlanner.defaultOf(table.columns().get(column)) : given.get(position));
    }
    return cells;
  }

  private void requireWritable(TableColumn column) {
    String kind = table.descriptor().properties().get(Properties.identity(column.name()));
    if (Properties.ALWAYS.equals(kind)) {
      throw new SqlFailure(
          SqlState.GENERATED_ALWAYS,
          "column "
              + column.name()
              + " is GENERATED ALWAYS AS IDENTITY and takes no other value than DEFAULT");
    }
  }

  private RelDataType targetType(int position) {
    return table.isDeclared()
        ? table.columns().get(targets.get(position)).type()
        : ColumnTypes.any();
  }

  /** Fails if there are more values than columns, or fewer than were named. */
  void requireWidth(int given) {
    int width = table.isDeclared() ? targets.size() : paths.size();
    if (given > width || given < width && named || given == 0) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR,
          "INSERT names " + width + " columns, but " + given + " values are given");
    }
    while (table.isDeclared() && targets.size() > given) {
      targets.remove(targets.size() - 1);
    }
  }
}

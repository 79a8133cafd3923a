package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.execute.InsertPlan;
import org.duetdb.sql.execute.RowEncoder;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.execute.TableCopyPlan;
import org.duetdb.sql.execute.TableRules;
import org.duetdb.sql.grammar.SqlCreateTableAs;
import org.duetdb.sql.type.DuetTypeFactory;

/** Plans CREATE TABLE ... AS. The table has the query's columns, without keys and constraints. */
final class TableCopyPlanner {
  private TableCopyPlanner() {}

  static StatementPlan plan(SqlCreateTableAs create, StatementPlanner planner) {
    Namespace name = TableTarget.namespace(create.name(), planner.queries());
    PlannedQuery query = planner.optimized(create.rows().query());
    List<SqlColumn> shape = query.shape().columns();
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      types.add(stored(shape.get(i), query.algebra().getRowType().getFieldList().get(i).getType()));
    }
    List<String> labels = shape.stream().map(SqlColumn::label).toList();
    labels.forEach(TableCopyPlanner::requireField);
    var table =
        new CollectionDescriptor(
            name, DerivedColumns.of("the table", create.rows().names(), labels, types), List.of());
    InsertPlan rows =
        InsertPlan.ofQuery(
            RowEncoder.declared(new CollectionTable(table)),
            query.algebra(),
            new InsertPlan.Extras(Optional.empty(), Optional.empty(), TableRules.NONE),
            planner.parameterCount());
    return new TableCopyPlan(
        scope -> {
          boolean wanted = !create.ifNotExists() || TablePlanner.find(scope, name).isEmpty();
          if (wanted) {
            TablePlanner.requireNew(scope, name);
            TablePlanner.create(scope, table);
          }
          return wanted && create.rows().copied();
        },
        rows);
  }

  private static void requireField(String name) {
    if (!TablePlanner.isField(name)) {
      throw new SqlFailure(
          SqlState.INVALID_NAME,
          "a column cannot be called '" + name + "'; give it another name with AS");
    }
  }

  /** What a column is declared with: the type that it came with, or one that is wide enough. */
  private static RelDataType stored(SqlColumn column, RelDataType type) {
    var factory = DuetTypeFactory.INSTANCE;
    SqlTypeName name = type.getSqlTypeName();
    if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
      throw new SqlFailure(
          SqlState.DATATYPE_MISMATCH,
          "column '" + column.label() + "' would be an INTERVAL, which cannot be stored; CAST it");
    }
    RelDataType stored =
        switch (name) {
          case NULL -> factory.createSqlType(SqlTypeName.VARCHAR);
          case ROW, MULTISET -> ColumnTypes.any();
          case CHAR, VARCHAR ->
              column.table().isEmpty() ? factory.createSqlType(SqlTypeName.VARCHAR) : type;
          case DECIMAL -> column.table().isEmpty() ? factory.createSqlType(name) : type;
          case BINARY, VARBINARY ->
              column.table().isEmpty() ? factory.createSqlType(SqlTypeName.VARBINARY) : type;
          default -> type;
        };
    return factory.createTypeWithNullability(stored, true);
  }
}

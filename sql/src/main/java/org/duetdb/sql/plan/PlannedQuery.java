package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.execute.ResultShape;
import org.duetdb.sql.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A query that was checked.
 *
 * @param algebra what computes its rows
 * @param shape its columns
 * @param parameters the types of the parameters that occur in it, by their number counted from 0
 */
record PlannedQuery(RelNode algebra, ResultShape shape, Map<Integer, RelDataType> parameters) {

  static PlannedQuery of(
      RelRoot root, SqlValidator validator, SqlNode validated, CatalogView view) {
    return new PlannedQuery(
        root.project(), shape(validator, validated, view), parameters(validator, validated));
  }

  /** The same query, computed in another way. */
  PlannedQuery with(RelNode other) {
    return new PlannedQuery(other, shape, parameters);
  }

  private static ResultShape shape(SqlValidator validator, SqlNode validated, CatalogView view) {
    RelDataType row = validator.getValidatedNodeType(validated);
    List<@Nullable List<String>> origins = new ArrayList<>(validator.getFieldOrigins(validated));
    List<SqlColumn> columns = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      List<String> origin = origins.get(field.getIndex());
      SqlNode item = item(validated, field.getIndex());
      columns.add(column(field, origin == null ? List.of() : origin, item, view));
      types.add(field.getType());
    }
    return ResultShape.of(columns, types);
  }

  private static SqlColumn column(
      RelDataTypeField field, List<String> origin, @Nullable SqlNode item, CatalogView view) {
    if (origin.size() < 3) {
      return SqlTypes.expression(field.getName(), field.getType());
    }
    String name = origin.get(origin.size() - 1);
    boolean renamed = item != null && item.getKind() == SqlKind.AS && !isImplied(item);
    String label = !renamed && field.getName().equalsIgnoreCase(name) ? name : field.getName();
    String table = CollectionTable.unmarked(origin.get(origin.size() - 2));
    String schema = origin.get(origin.size() - 3);
    boolean generated =
        view.table(schema, table)
            .map(owner -> owner.descriptor().properties())
            .filter(properties -> properties.containsKey(Properties.identity(name)))
            .isPresent();
    return SqlTypes.column(label, name, table, schema, field.getType(), generated);
  }

  /** The validator writes an AS behind each column; its name has no place in the text. */
  private static boolean isImplied(SqlNode as) {
    SqlNode alias = ((SqlCall) as).operand(1);
    SqlNode value = ((SqlCall) as).operand(0);
    return alias.getParserPosition().equals(value.getParserPosition())
        || alias.getParserPosition().getLineNum() == 0;
  }

  private static @Nullable SqlNode item(SqlNode query, int index) {
    if (query instanceof SqlOrderBy ordered) {
      return item(ordered.query, index);
    }
    if (query instanceof SqlSelect select) {
      SqlNodeList items = select.getSelectList();
      return index < items.size() ? items.get(index) : null;
    }
    return null;
  }

  private static Map<Integer, RelDataType> parameters(SqlValidator validator, SqlNode validated) {
    Map<Integer, RelDataType> types = new HashMap<>();
    validated.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null) {
              types.putIfAbsent(parameter.getIndex(), type);
            }
            return null;
          }
        });
    return types;
  }
}

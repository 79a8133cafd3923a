package org.duetdb.sql.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlCreateView;
import org.duetdb.sql.grammar.SqlText;

/**
 * Plans CREATE VIEW. The view keeps the text of its query and the schema of the names in it, and is
 * planned anew by whoever names it; its columns are fixed when it is made.
 */
final class ViewPlanner {
  private ViewPlanner() {}

  static StatementPlan create(SqlCreateView create, StatementPlanner planner) {
    QueryPlanner queries = planner.queries();
    Namespace name = TableTarget.namespace(create.name(), queries);
    String text = SqlText.at(queries.sql(), create.text());
    SqlNode query = SqlText.parse(text);
    boolean open = hasStar(query); // asked before the planner puts the columns in the star's place
    List<RelDataTypeField> fields =
        planner.algebra(query, Map.of()).algebra().getRowType().getFieldList();
    if (planner.parameterCount() > 0) {
      throw new SqlFailure(SqlState.INVALID_DEFINITION, "a view cannot have parameters");
    }
    CollectionDescriptor view =
        new CollectionDescriptor(
                name,
                DerivedColumns.of(
                    "the view",
                    create.columns(),
                    fields.stream().map(RelDataTypeField::getName).toList(),
                    fields.stream().map(RelDataTypeField::getType).toList()),
                List.of())
            .withProperties(properties(text, queries.schema(), open ? pinned(fields) : List.of()));
    requireAcyclic(view, create, queries);
    return DefinitionPlan.of(
        scope -> {
          Optional<CollectionDescriptor> there = TablePlanner.find(scope, name);
          if (there.isEmpty()) {
            scope.createCollection(view);
          } else if (create.replaces() && there.get().isView()) {
            scope.alterCollection(view.withName(there.get().namespace()));
          } else if (!create.ifNotExists()) {
            throw new SqlFailure(
                SqlState.DUPLICATE_TABLE, "'" + name.collection() + "' already exists");
          }
        });
  }

  /** Fails if the view cannot be planned. */
  static void test(CollectionTable view, QueryPlanner queries) {
    var name =
        new SqlIdentifier(
            List.of(view.namespace().database(), view.namespace().collection()), SqlParserPos.ZERO);
    SqlNode all = PlainSelect.of(SqlNodeList.of(SqlIdentifier.star(SqlParserPos.ZERO)), name, null);
    queries.algebra(Expansion.of(all, queries), Map.of());
  }

  /** The columns to keep of a query that may get others. */
  private static List<RelDataTypeField> pinned(List<RelDataTypeField> fields) {
    long names =
        fields.stream().map(field -> field.getName().toLowerCase(Locale.ROOT)).distinct().count();
    return names == fields.size() ? fields : List.of();
  }

  /** Whether the names of the query's columns are those of whatever its tables have. */
  private static boolean hasStar(SqlNode query) {
    if (query instanceof SqlOrderBy ordered) {
      return hasStar(ordered.query);
    } else if (query instanceof SqlWith with) {
      return hasStar(with.body);
    } else if (query instanceof SqlSelect select) {
      return select.getSelectList().stream()
          .anyMatch(item -> item instanceof SqlIdentifier name && name.isStar());
    }
    return query instanceof SqlCall call && call.isA(SqlKind.SET_QUERY) && hasStar(call.operand(0));
  }

  /**
   * What the catalog keeps of the query.
   *
   * @param pinned the columns of the query that are the view's from now on, though the tables get
   *     others
   */
  private static Map<String, String> properties(
      String text, String schema, List<RelDataTypeField> pinned) {
    Map<String, String> properties = new HashMap<>();
    if (!pinned.isEmpty()) {
      properties.put(
          Properties.VIEW_COLUMNS,
          pinned.stream()
              .map(RelDataTypeField::getName)
              .collect(Collectors.joining(Properties.SEPARATOR)));
    }
    properties.put(CollectionDescriptor.VIEW, text);
    properties.put(Properties.VIEW_SCHEMA, schema);
    return properties;
  }

  private static void requireAcyclic(
      CollectionDescriptor view, SqlCreateView create, QueryPlanner queries) {
    boolean replaced =
        queries
            .view()
            .table(view.namespace().database(), view.namespace().collection())
            .isPresent();
    if (create.replaces() && replaced) {
      var changed = queries.against(queries.view().with(view));
      Expansion.tables(new CollectionTable(view), changed);
    }
  }
}

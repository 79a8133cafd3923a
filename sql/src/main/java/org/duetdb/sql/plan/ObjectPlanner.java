package org.duetdb.sql.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.Sequence;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.SqlComment;
import org.duetdb.sql.grammar.SqlCreateSchema;
import org.duetdb.sql.grammar.SqlCreateSequence;
import org.duetdb.sql.grammar.SqlDropObjects;

/** Plans the DDL of sequences and schemas, COMMENT, and DROP VIEW. */
final class ObjectPlanner {
  /** The collection of a schema that holds nothing else. */
  private static final String SCHEMA_ENTRY = "schema";

  private ObjectPlanner() {}

  static StatementPlan create(SqlCreateSequence create, QueryPlanner planner) {
    Namespace name = TableTarget.namespace(create.name(), planner);
    return DefinitionPlan.of(
        scope -> {
          if (TablePlanner.find(scope, name).isEmpty()) {
            Sequence.create(scope, name, create.options().start(), create.options().increment());
          } else if (!create.ifNotExists()) {
            throw new SqlFailure(
                SqlState.DUPLICATE_TABLE, "'" + name.collection() + "' already exists");
          }
        });
  }

  /** A schema is a database of the engine, which has no word for one without a collection. */
  static StatementPlan create(SqlCreateSchema create) {
    var entry =
        CollectionDescriptor.schemaless(new Namespace(create.name(), SCHEMA_ENTRY))
            .withProperties(Map.of(Properties.SCHEMA, create.name()));
    return DefinitionPlan.of(
        scope -> {
          if (held(scope, create.name()).isEmpty()) {
            scope.createCollection(entry);
          } else if (!create.ifNotExists()) {
            throw new SqlFailure(
                SqlState.DUPLICATE_SCHEMA, "schema '" + create.name() + "' already exists");
          }
        });
  }

  private static List<CollectionDescriptor> held(StatementScope scope, String schema) {
    return scope.collections().stream()
        .filter(each -> each.namespace().database().equalsIgnoreCase(schema))
        .toList();
  }

  static StatementPlan drop(SqlDropObjects drop, QueryPlanner planner) {
    List<Namespace> all =
        drop.kind() == SqlDropObjects.Kind.SCHEMA
            ? List.of()
            : drop.names().stream().map(name -> TableTarget.namespace(name, planner)).toList();
    return DefinitionPlan.of(
        scope -> {
          List<Namespace> dropped = TablePlanner.existing(scope, all);
          if (drop.cascade()) {
            Dependents.drop(scope, dropped, planner);
          }
          for (SqlIdentifier name : drop.names()) {
            if (drop.kind() == SqlDropObjects.Kind.SCHEMA) {
              dropSchema(scope, name.getSimple(), drop);
            } else {
              dropRelation(scope, TableTarget.namespace(name, planner), drop, dropped, planner);
            }
          }
        });
  }

  private static void dropSchema(StatementScope scope, String schema, SqlDropObjects drop) {
    List<CollectionDescriptor> held = held(scope, schema);
    if (held.isEmpty() && !drop.ifExists()) {
      throw new SqlFailure(SqlState.UNDEFINED_SCHEMA, "schema '" + schema + "' does not exist");
    }
    boolean empty =
        held.stream().allMatch(each -> each.properties().containsKey(Properties.SCHEMA));
    if (!empty && !drop.cascade()) {
      throw new SqlFailure(
          SqlState.DEPENDENT_OBJECTS,
          "schema '" + schema + "' is not empty; DROP SCHEMA ... CASCADE drops what it holds");
    }
    List<Namespace> all = held.stream().map(CollectionDescriptor::namespace).toList();
    all.forEach(each -> TablePlanner.requireUnreferenced(scope, each, all));
    all.forEach(scope::dropCollection);
  }

  private static void dropRelation(
      StatementScope scope,
      Namespace name,
      SqlDropObjects drop,
      List<Namespace> all,
      QueryPlanner planner) {
    Optional<CollectionDescriptor> found = TablePlanner.find(scope, name);
    boolean view = drop.kind() == SqlDropObjects.Kind.VIEW;
    if (found.isEmpty()) {
      if (!drop.ifExists()) {
        throw new SqlFailure(
            SqlState.UNDEFINED_TABLE, "'" + name.collection() + "' does not exist");
      }
      return;
    }
    if (view ? !found.get().isView() : !Properties.isSequence(found.get())) {
      throw new SqlFailure(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + name.collection() + "' is no " + (view ? "view" : "sequence"));
    }
    if (view) {
      Dependents.requireNoView(scope, found.get().namespace(), all, planner);
    }
    scope.dropCollection(found.get().namespace());
  }

  static StatementPlan comment(SqlComment comment, QueryPlanner planner) {
    SqlIdentifier name = comment.name();
    int size = name.names.size();
    SqlIdentifier target =
        comment.isOnColumn() ? name.getComponent(0, Math.max(1, size - 1)) : name;
    if (comment.isOnColumn() && size < 2) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR, "COMMENT ON COLUMN needs table.column, not '" + name + "'");
    }
    CollectionTable table = TableTarget.relation(target, planner);
    String property =
        comment.isOnColumn()
            ? Properties.comment(
                table
                    .columns()
                    .get(TargetColumns.index(table, name.getComponent(size - 1), planner))
                    .name())
            : Properties.COMMENT;
    return DefinitionPlan.of(
        scope ->
            scope
                .collection(table.namespace())
                .ifPresent(now -> scope.alterCollection(commented(now, property, comment))));
  }

  private static CollectionDescriptor commented(
      CollectionDescriptor table, String property, SqlComment comment) {
    Map<String, String> properties = new HashMap<>(table.properties());
    comment
        .text()
        .ifPresentOrElse(text -> properties.put(property, text), () -> properties.remove(property));
    return table.withProperties(properties);
  }
}

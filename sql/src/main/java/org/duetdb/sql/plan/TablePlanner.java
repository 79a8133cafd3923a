package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.SqlColumnSpec;
import org.duetdb.sql.grammar.SqlCreateTable;
import org.duetdb.sql.grammar.SqlDropTable;
import org.duetdb.sql.grammar.SqlTableConstraint;
import org.duetdb.sql.grammar.SqlText;

/** Plans CREATE TABLE and DROP TABLE. */
final class TablePlanner {
  private TablePlanner() {}

  static StatementPlan create(SqlCreateTable create, QueryPlanner planner) {
    Namespace namespace = TableTarget.namespace(create.name(), planner);
    requireDistinct(create, planner);
    List<String> key = primaryKey(create, planner);
    List<CollectionDescriptor.Column> columns = new ArrayList<>();
    for (SqlColumnSpec column : create.columns()) {
      columns.add(column(column, key, planner));
    }
    CollectionDescriptor descriptor =
        new ConstraintPlanner(create, new CollectionDescriptor(namespace, columns, key), planner)
            .complete();
    return new DefinitionPlan(
        scope -> {
          if (!create.ifNotExists() || find(scope, namespace).isEmpty()) {
            requireNew(scope, namespace);
            scope.createCollection(descriptor.withIndexes(List.of()));
            descriptor.indexes().forEach(index -> scope.createIndex(namespace, index));
          }
        });
  }

  /** Names that differ in case only would be one name to SQL. */
  private static void requireNew(StatementScope scope, Namespace namespace) {
    if (find(scope, namespace).isPresent()) {
      throw new SqlFailure(
          SqlState.DUPLICATE_TABLE, "table '" + namespace.collection() + "' already exists");
    }
  }

  private static Optional<Namespace> find(StatementScope scope, Namespace namespace) {
    return scope.collections().stream()
        .map(CollectionDescriptor::namespace)
        .filter(
            other ->
                other.database().equalsIgnoreCase(namespace.database())
                    && other.collection().equalsIgnoreCase(namespace.collection()))
        .findFirst();
  }

  private static void requireDistinct(SqlCreateTable create, QueryPlanner planner) {
    Set<String> names = new HashSet<>();
    for (SqlColumnSpec column : create.columns()) {
      String name = column.name().getSimple();
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw failure(
            SqlState.DUPLICATE_COLUMN,
            "column '" + name + "' is declared twice",
            column.name(),
            planner);
      }
      if (name.contains(".") || name.startsWith("$") || name.isEmpty()) {
        throw failure(
            SqlState.INVALID_NAME,
            "a column cannot be called '" + name + "': it must be the name of a field",
            column.name(),
            planner);
      }
    }
  }

  private static List<String> primaryKey(SqlCreateTable create, QueryPlanner planner) {
    List<String> key = new ArrayList<>();
    for (SqlTableConstraint constraint : create.constraints()) {
      if (constraint.kind() != SqlTableConstraint.Kind.PRIMARY_KEY) {
        continue;
      }
      if (!key.isEmpty()) {
        throw failure(
            SqlState.INVALID_DEFINITION,
            "a table has one primary key",
            constraint.columns().get(0),
            planner);
      }
      for (SqlIdentifier name : constraint.columns()) {
        key.add(declaredName(create, name, planner));
      }
    }
    boolean hidden =
        create.columns().stream()
            .anyMatch(column -> column.name().getSimple().equalsIgnoreCase(CollectionTable.ID));
    if (hidden && !(key.size() == 1 && key.get(0).equalsIgnoreCase(CollectionTable.ID))) {
      throw failure(
          SqlState.INVALID_DEFINITION,
          "a column called _id must be the primary key",
          create.name(),
          planner);
    }
    return key;
  }

  private static String declaredName(
      SqlCreateTable create, SqlIdentifier name, QueryPlanner planner) {
    return create.columns().stream()
        .map(column -> column.name().getSimple())
        .filter(name.getSimple()::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                failure(
                    SqlState.UNDEFINED_COLUMN,
                    "the key names '" + name + "', which is not a column",
                    name,
                    planner));
  }

  private static CollectionDescriptor.Column column(
      SqlColumnSpec column, List<String> key, QueryPlanner planner) {
    RelDataType type = ColumnDeclarations.type(column.type(), planner);
    String name = column.name().getSimple();
    return new CollectionDescriptor.Column(
        name,
        ColumnTypes.name(type),
        ColumnTypes.precision(type),
        ColumnTypes.scale(type),
        column.nullable() && !key.contains(name),
        column.defaultValue().map(value -> value.toSqlString(ConstraintPlanner.DIALECT).getSql()));
  }

  static StatementPlan drop(SqlDropTable drop, QueryPlanner planner) {
    List<Namespace> namespaces =
        drop.names().stream().map(name -> TableTarget.namespace(name, planner)).toList();
    return new DefinitionPlan(
        scope -> {
          for (Namespace namespace : namespaces) {
            Optional<Namespace> found = find(scope, namespace);
            if (found.isPresent()) {
              requireUnreferenced(scope, found.get(), namespaces);
              scope.dropCollection(found.get());
            } else if (!drop.ifExists()) {
              throw new SqlFailure(
                  SqlState.UNDEFINED_TABLE,
                  "table '" + namespace.collection() + "' does not exist");
            }
          }
        });
  }

  private static void requireUnreferenced(
      StatementScope scope, Namespace table, List<Namespace> dropped) {
    for (CollectionDescriptor other : scope.collections()) {
      boolean refers =
          other.foreignKeys().stream().anyMatch(key -> key.target().equals(table))
              && !dropped.contains(other.namespace());
      if (refers) {
        throw new SqlFailure(
            SqlState.OBJECT_NOT_IN_STATE,
            "table '"
                + table.collection()
                + "' cannot be dropped: table '"
                + other.namespace().collection()
                + "' refers to it");
      }
    }
  }

  private static SqlFailure failure(
      SqlState state, String message, SqlNode place, QueryPlanner planner) {
    return new SqlFailure(
        state, message, planner.sql(), SqlText.position(place.getParserPosition()));
  }
}

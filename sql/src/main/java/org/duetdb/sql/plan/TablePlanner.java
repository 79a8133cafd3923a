package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.Sequence;
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
      columns.add(column(column, namespace, key, planner));
    }
    CollectionDescriptor descriptor =
        new ConstraintPlanner(
                create.constraints(),
                new CollectionDescriptor(namespace, columns, key)
                    .withProperties(properties(identities(create))),
                planner)
            .complete();
    return DefinitionPlan.of(
        scope -> {
          if (!create.ifNotExists() || find(scope, namespace).isEmpty()) {
            requireNew(scope, namespace);
            create(scope, descriptor);
            identities(create)
                .forEach(
                    (column, identity) ->
                        Sequence.create(
                            scope,
                            sequence(namespace, column),
                            identity.options().start(),
                            identity.options().increment()));
          }
        });
  }

  /** Creates a table with its indexes. */
  static void create(StatementScope scope, CollectionDescriptor descriptor) {
    scope.createCollection(descriptor.withIndexes(List.of()));
    descriptor.indexes().forEach(index -> scope.createIndex(descriptor.namespace(), index));
  }

  private static Map<String, SqlColumnSpec.Identity> identities(SqlCreateTable create) {
    Map<String, SqlColumnSpec.Identity> identities = new LinkedHashMap<>();
    for (SqlColumnSpec column : create.columns()) {
      column.identity().ifPresent(found -> identities.put(column.name().getSimple(), found));
    }
    return identities;
  }

  /** What the catalog keeps of identity columns. */
  static Map<String, String> properties(Map<String, SqlColumnSpec.Identity> identities) {
    Map<String, String> properties = new HashMap<>();
    identities.forEach(
        (column, identity) ->
            properties.put(
                Properties.identity(column), identity.always() ? Properties.ALWAYS : "default"));
    return properties;
  }

  /** Names that differ in case only would be one name to SQL. */
  static void requireNew(StatementScope scope, Namespace namespace) {
    if (find(scope, namespace).isPresent()) {
      throw new SqlFailure(
          SqlState.DUPLICATE_TABLE, "table '" + namespace.collection() + "' already exists");
    }
  }

  /** What has that name, without regard to case. */
  static Optional<CollectionDescriptor> find(StatementScope scope, Namespace namespace) {
    return scope.collections().stream()
        .filter(
            other ->
                other.namespace().database().equalsIgnoreCase(namespace.database())
                    && other.namespace().collection().equalsIgnoreCase(namespace.collection()))
        .findFirst();
  }

  /** The names as the catalog has them, of those that it has. */
  static List<Namespace> existing(StatementScope scope, List<Namespace> names) {
    return names.stream()
        .flatMap(name -> find(scope, name).stream())
        .map(CollectionDescriptor::namespace)
        .toList();
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
      if (!isField(name)) {
        throw failure(
            SqlState.INVALID_NAME,
            "a column cannot be called '" + name + "': it must be the name of a field",
            column.name(),
            planner);
      }
    }
  }

  /** Whether a column can have that name, since it is the name of a field. */
  static boolean isField(String name) {
    return !name.contains(".") && !name.startsWith("$") && !name.isEmpty();
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

  /** What the catalog says of a column. */
  static CollectionDescriptor.Column column(
      SqlColumnSpec column, Namespace table, List<String> key, QueryPlanner planner) {
    RelDataType type = ColumnDeclarations.type(column.type(), planner);
    String name = column.name().getSimple();
    return new CollectionDescriptor.Column(
        name,
        ColumnTypes.name(type),
        ColumnTypes.precision(type),
        ColumnTypes.scale(type),
        column.nullable() && !key.contains(name),
        column
            .identity()
            .map(ignored -> nextValue(sequence(table, name)))
            .or(() -> column.defaultValue().map(value -> text(value, planner))));
  }

  /** A default as the catalog keeps it. */
  static String text(SqlNode value, QueryPlanner planner) {
    return Expansion.of(value, planner).toSqlString(ConstraintPlanner.DIALECT).getSql();
  }

  private static String nextValue(Namespace sequence) {
    return "NEXT VALUE FOR \"" + sequence.database() + "\".\"" + sequence.collection() + "\"";
  }

  static StatementPlan drop(SqlDropTable drop, QueryPlanner planner) {
    List<Namespace> namespaces =
        drop.names().stream().map(name -> TableTarget.namespace(name, planner)).toList();
    return DefinitionPlan.of(
        scope -> {
          List<Namespace> dropped = existing(scope, namespaces);
          if (drop.cascade()) {
            Dependents.drop(scope, dropped, planner);
          }
          for (Namespace namespace : namespaces) {
            Optional<CollectionDescriptor> found = find(scope, namespace);
            if (found.isPresent()) {
              drop(scope, found.get(), dropped, drop.cascade(), planner);
            } else if (!drop.ifExists()) {
              throw new SqlFailure(
                  SqlState.UNDEFINED_TABLE,
                  "table '" + namespace.collection() + "' does not exist");
            }
          }
        });
  }

  private static void drop(
      StatementScope scope,
      CollectionDescriptor table,
      List<Namespace> dropped,
      boolean cascade,
      QueryPlanner planner) {
    if (table.isView() || Properties.isSequence(table)) {
      throw new SqlFailure(
          SqlState.WRONG_OBJECT_TYPE,
          "'" + table.namespace().collection() + "' is no table; use DROP VIEW or DROP SEQUENCE");
    }
    if (!cascade) {
      requireUnreferenced(scope, table.namespace(), dropped);
    }
    Dependents.requireNoView(scope, table.namespace(), dropped, planner);
    for (CollectionDescriptor.Column column : table.columns()) {
      if (table.properties().containsKey(Properties.identity(column.name()))) {
        scope.dropCollection(sequence(table.namespace(), column.name()));
      }
    }
    scope.dropCollection(table.namespace());
  }

  /** The sequence of an identity column. */
  static Namespace sequence(Namespace table, String column) {
    return new Namespace(table.database(), Properties.sequence(table.collection(), column));
  }

  /** Fails if a table that stays refers to one. */
  static void requireUnreferenced(StatementScope scope, Namespace table, List<Namespace> dropped) {
    for (CollectionDescriptor other : scope.collections()) {
      boolean refers =
          other.foreignKeys().stream().anyMatch(key -> key.target().equals(table))
              && !dropped.contains(other.namespace());
      if (refers) {
        throw new SqlFailure(
            SqlState.DEPENDENT_OBJECTS,
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

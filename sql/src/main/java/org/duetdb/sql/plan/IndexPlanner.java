package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.execute.DefinitionPlan;
import org.duetdb.sql.execute.PartialFilter;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlCreateIndex;
import org.duetdb.sql.grammar.SqlDropIndex;
import org.duetdb.sql.grammar.SqlText;

/**
 * Plans CREATE INDEX and DROP INDEX. The index is the engine's and serves both languages; to SQL
 * its name is one of the schema's, as in PostgreSQL.
 */
final class IndexPlanner {
  private static final Set<String> METHODS = Set.of("btree", "hash");

  private IndexPlanner() {}

  static StatementPlan create(SqlCreateIndex create, StatementPlanner statement) {
    QueryPlanner planner = statement.queries();
    CollectionTable table = TableTarget.of(create.table(), planner);
    create.method().ifPresent(method -> requireKnown(method, planner));
    List<IndexDescriptor.Key> keys = new ArrayList<>();
    for (SqlCreateIndex.Key key : create.keys()) {
      keys.add(new IndexDescriptor.Key(path(table, key.path(), planner), key.descending()));
    }
    String name =
        create
            .name()
            .map(given -> name(given, table.namespace().database(), planner).collection())
            .orElseGet(() -> defaultName(table.namespace(), keys, "idx"));
    IndexDescriptor whole =
        IndexDescriptor.of(name, keys)
            .withUnique(create.unique(), create.unique() && create.nullsDistinct());
    IndexDescriptor index =
        create
            .where()
            .map(condition -> whole.withPartial(partial(create.table(), condition, statement)))
            .orElse(whole);
    return DefinitionPlan.of(scope -> create(scope, table.namespace(), index, create));
  }

  private static IndexDescriptor.Partial partial(
      SqlIdentifier table, SqlNode condition, StatementPlanner planner) {
    var all = SqlNodeList.of(SqlIdentifier.star(condition.getParserPosition()));
    RelNode rows = planner.algebra(PlainSelect.of(all, table, condition), Map.of()).algebra();
    return PartialFilter.of(rows)
        .orElseThrow(
            () ->
                new SqlFailure(
                    SqlState.INVALID_DEFINITION,
                    "the WHERE of an index takes comparisons of declared columns with constants,"
                        + " joined by AND; not of doubles, and no IS NOT NULL",
                    planner.queries().sql(),
                    SqlText.position(condition.getParserPosition())));
  }

  /** All indexes are ordered, and an ordered one does what one by hash does. */
  private static void requireKnown(SqlIdentifier method, QueryPlanner planner) {
    if (!METHODS.contains(method.toString().toLowerCase(Locale.ROOT))) {
      throw new SqlFailure(
          SqlState.UNDEFINED_OBJECT,
          "there are no indexes of the kind '" + method + "', only btree",
          planner.sql(),
          SqlText.position(method.getParserPosition()));
    }
  }

  private static void create(
      StatementScope scope, Namespace table, IndexDescriptor index, SqlCreateIndex create) {
    if (holders(scope, table.database(), index.name()).isEmpty()) {
      scope.collection(table).ifPresent(now -> requireNoTwin(now, index));
      scope.createIndex(table, index);
    } else if (!create.ifNotExists()) {
      throw new SqlFailure(SqlState.DUPLICATE_TABLE, "index '" + index.name() + "' already exists");
    }
  }

  /** Two indexes of one kind over the same keys would be read and kept up as one. */
  private static void requireNoTwin(CollectionDescriptor table, IndexDescriptor index) {
    for (IndexDescriptor known : table.indexes()) {
      if (known.keys().equals(index.keys())
          && known.unique() == index.unique()
          && known.sparse() == index.sparse()
          && known.partial().equals(index.partial())) {
        throw new SqlFailure(
            SqlState.DUPLICATE_OBJECT,
            "index '"
                + known.name()
                + "' of table '"
                + table.namespace().collection()
                + "' is over the same keys already; another one would serve no query more");
      }
    }
  }

  static StatementPlan drop(SqlDropIndex drop, QueryPlanner planner) {
    Optional<Namespace> table = drop.table().map(name -> TableTarget.of(name, planner).namespace());
    String schema = table.map(Namespace::database).orElseGet(planner::schema);
    Namespace named = name(drop.name(), schema, planner);
    return DefinitionPlan.of(
        scope -> {
          List<Holder> found =
              holders(scope, named.database(), named.collection()).stream()
                  .filter(holder -> table.isEmpty() || table.get().equals(holder.table()))
                  .toList();
          if (found.size() > 1) {
            throw new SqlFailure(
                SqlState.AMBIGUOUS_COLUMN,
                "index '"
                    + named.collection()
                    + "' is one of several; say whose: DROP INDEX name ON table");
          } else if (found.isEmpty() && !drop.ifExists()) {
            throw new SqlFailure(
                SqlState.UNDEFINED_OBJECT, "index '" + named.collection() + "' does not exist");
          }
          found.forEach(holder -> drop(scope, holder, drop.cascade()));
        });
  }

  private static void drop(StatementScope scope, Holder holder, boolean cascade) {
    scope
        .collection(holder.table())
        .map(
            now ->
                now.withIndexes(
                    now.indexes().stream()
                        .filter(index -> !index.name().equals(holder.index()))
                        .toList()))
        .ifPresent(changed -> ReferredColumns.release(scope, changed, cascade));
    scope.dropIndex(holder.table(), holder.index());
  }

  /** An index and its table. */
  private record Holder(Namespace table, String index) {}

  /** The indexes of a schema with that name, without regard to case. */
  private static List<Holder> holders(StatementScope scope, String schema, String name) {
    List<Holder> found = new ArrayList<>();
    for (CollectionDescriptor collection : scope.collections()) {
      if (!collection.namespace().database().equalsIgnoreCase(schema)) {
        continue;
      }
      for (IndexDescriptor index : collection.indexes()) {
        if (index.name().equalsIgnoreCase(name)) {
          found.add(new Holder(collection.namespace(), index.name()));
        }
      }
    }
    return found;
  }

  /** The schema and name of an index. */
  private static Namespace name(SqlIdentifier name, String schema, QueryPlanner planner) {
    if (name.names.size() > 2) {
      throw new SqlFailure(
          SqlState.INVALID_NAME,
          "an index's name is [schema.]name, not '" + name + "'",
          planner.sql(),
          SqlText.position(name.getParserPosition()));
    }
    return name.names.size() == 2
        ? new Namespace(name.names.get(0), name.names.get(1))
        : new Namespace(schema, name.names.get(0));
  }

  /** Where in the documents a column lies, or a field within one. */
  static FieldPath path(CollectionTable table, SqlIdentifier name, QueryPlanner planner) {
    if (!table.isDeclared()) {
      return FieldPath.of(String.join(".", name.names));
    }
    int index = table.indexOf(name.names.get(0));
    if (index < 0) {
      throw TargetColumns.undefined(table, name, planner);
    }
    TableColumn column = table.columns().get(index);
    SqlTypeName type = column.type().getSqlTypeName();
    if (name.names.size() == 1) {
      return column.path();
    } else if (type != SqlTypeName.ANY && type != SqlTypeName.MAP && type != SqlTypeName.ROW) {
      throw TargetColumns.undefined(table, name, planner);
    }
    return FieldPath.of(
        column.path() + "." + String.join(".", name.names.subList(1, name.names.size())));
  }

  /** PostgreSQL's name for what was given none: the table, its columns, and what it is. */
  static String defaultName(Namespace table, List<IndexDescriptor.Key> keys, String kind) {
    String columns =
        keys.stream()
            .map(key -> key.path().toString().replace('.', '_'))
            .collect(Collectors.joining("_"));
    return table.collection() + "_" + columns + "_" + kind;
  }
}

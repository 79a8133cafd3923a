package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionDescriptor.Check;
import org.duetdb.api.spi.CollectionDescriptor.Column;
import org.duetdb.api.spi.CollectionDescriptor.ForeignKey;
import org.duetdb.api.spi.CollectionLock;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.grammar.SqlAlterTable;
import org.duetdb.sql.grammar.SqlText;
import org.duetdb.sql.plan.Alteration.Step;
import org.jspecify.annotations.Nullable;

/**
 * Gives a column or a table another name. The name is in the documents, in the paths of indexes and
 * in the texts of CHECKs, and all are changed.
 */
final class Renaming {
  private final QueryPlanner planner;
  private final CollectionDescriptor table;

  Renaming(QueryPlanner planner, CollectionDescriptor table) {
    this.planner = planner;
    this.table = table;
  }

  /** RENAME COLUMN. */
  void column(SqlAlterTable.RenameColumn rename, BiConsumer<CollectionDescriptor, Step> become) {
    var now = new CollectionTable(table);
    TableColumn column = now.columns().get(TargetColumns.index(now, rename.column(), planner));
    String from = column.name();
    String to = rename.to().getSimple();
    if (now.indexOf(to) >= 0 && !to.equalsIgnoreCase(from)) {
      throw failure(SqlState.DUPLICATE_COLUMN, "column '" + to + "' is there already", rename.to());
    } else if (column.path().length() > 1) {
      throw failure(
          SqlState.UNSUPPORTED,
          "a column of a key of several columns cannot get another name: the keys would change",
          rename.column());
    }
    requireInNoCondition(column, rename.column());
    CollectionDescriptor changed = renamed(from, to, column.key());
    List<String> moved = column.key() ? List.of() : indexesOf(table, from);
    become.accept(
        changed,
        run -> {
          moved.forEach(index -> run.scope().dropIndex(table.namespace(), index));
          ReferredColumns.rename(run.scope(), table.namespace(), from, to);
          run.scope().alterCollection(changed);
          Dependents.rename(run.scope(), table.namespace(), from, to, planner);
          if (!column.key()) {
            run.rows().rename(from, to);
          }
          moved.forEach(run::index);
        });
  }

  /** Fails if a partial index asks for a column: what it asks would have to be said anew. */
  void requireInNoCondition(TableColumn column, SqlIdentifier place) {
    for (IndexDescriptor index : table.indexes()) {
      if (isInCondition(index, column.path().component(0))) {
        throw failure(
            SqlState.DEPENDENT_OBJECTS,
            "column '"
                + column.name()
                + "' is in the WHERE of index '"
                + index.name()
                + "'; drop that first",
            place);
      }
    }
  }

  private CollectionDescriptor renamed(String from, String to, boolean key) {
    List<Column> columns = new ArrayList<>();
    for (Column each : table.columns()) {
      columns.add(
          each.name().equals(from)
              ? new Column(
                  to,
                  each.type(),
                  each.precision(),
                  each.scale(),
                  each.nullable(),
                  each.defaultExpression())
              : each);
    }
    List<Check> checks =
        table.checks().stream()
            .map(check -> new Check(check.name(), renamed(check.expression(), from, to)))
            .toList();
    List<ForeignKey> keys =
        table.foreignKeys().stream()
            .map(
                each ->
                    each.withColumns(
                        each.columns().stream().map(name -> name.equals(from) ? to : name).toList(),
                        each.targetColumns()))
            .map(each -> ReferredColumns.renamed(each, table.namespace(), from, to))
            .toList();
    Map<String, String> properties = new HashMap<>(table.properties());
    Optional.ofNullable(properties.remove(Properties.comment(from)))
        .ifPresent(text -> properties.put(Properties.comment(to), text));
    if (properties.containsKey(Properties.identity(from))) {
      throw new SqlFailure(
          SqlState.UNSUPPORTED, "identity column '" + from + "' cannot get another name");
    }
    return table
        .withColumns(columns)
        .withPrimaryKey(
            table.primaryKey().stream().map(name -> name.equals(from) ? to : name).toList())
        .withConstraints(checks, keys)
        .withIndexes(
            key
                ? table.indexes()
                : table.indexes().stream().map(index -> renamed(index, from, to)).toList())
        .withProperties(properties);
  }

  private static IndexDescriptor renamed(IndexDescriptor index, String from, String to) {
    List<IndexDescriptor.Key> keys = new ArrayList<>();
    for (IndexDescriptor.Key key : index.keys()) {
      List<String> components = new ArrayList<>(key.path().components());
      if (components.get(0).equals(from)) {
        components.set(0, to);
      }
      keys.add(
          new IndexDescriptor.Key(FieldPath.of(String.join(".", components)), key.descending()));
    }
    return new IndexDescriptor(
        index.name(),
        keys,
        index.unique(),
        index.nullsDistinct(),
        index.sparse(),
        index.partial(),
        index.expireAfter());
  }

  private static String renamed(String expression, String from, String to) {
    SqlNode changed =
        SqlText.parseExpression(expression)
            .accept(
                new SqlShuttle() {
                  @Override
                  public @Nullable SqlNode visit(SqlIdentifier name) {
                    return names(name, from) ? name.setName(name.names.size() - 1, to) : name;
                  }
                });
    return changed.toSqlString(ConstraintPlanner.DIALECT).getSql();
  }

  private static boolean names(SqlIdentifier name, String column) {
    return !name.isStar()
        && (name.names.get(0).equalsIgnoreCase(column)
            || name.names.size() == 2 && name.names.get(1).equalsIgnoreCase(column));
  }

  /** Whether an expression names a column. */
  static boolean mentions(String expression, String column) {
    boolean[] found = new boolean[1];
    SqlText.parseExpression(expression)
        .accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlIdentifier name) {
                found[0] |= names(name, column);
                return name;
              }
            });
    return found[0];
  }

  /** The names of the indexes over a column or fields in it. */
  static List<String> indexesOf(CollectionDescriptor table, String column) {
    return table.indexes().stream()
        .filter(
            index ->
                index.keys().stream().anyMatch(key -> key.path().component(0).equals(column))
                    || isInCondition(index, column))
        .map(IndexDescriptor::name)
        .toList();
  }

  /** Whether a partial index asks for a column. */
  static boolean isInCondition(IndexDescriptor index, String column) {
    return index
        .partial()
        .filter(
            some ->
                some.comparisons().stream()
                    .anyMatch(each -> each.path().component(0).equals(column)))
        .isPresent();
  }

  /** RENAME TO: the documents move to a new collection, for the name is the collection's own. */
  void table(SqlIdentifier name, BiConsumer<CollectionDescriptor, Step> become) {
    Namespace from = table.namespace();
    Namespace to =
        name.isSimple()
            ? new Namespace(from.database(), name.getSimple())
            : TableTarget.namespace(name, planner);
    boolean identity =
        table.columns().stream()
            .anyMatch(each -> table.properties().containsKey(Properties.identity(each.name())));
    if (identity) {
      throw failure(
          SqlState.UNSUPPORTED, "a table with an identity column cannot get another name", name);
    }
    CollectionDescriptor moved = table.withName(to).withConstraints(table.checks(), own(from, to));
    become.accept(
        moved,
        run -> {
          StatementScope scope = run.scope();
          Dependents.requireNoView(scope, from, List.of(), planner);
          if (TablePlanner.find(scope, to).isPresent()) {
            throw failure(
                SqlState.DUPLICATE_TABLE, "table '" + to.collection() + "' already exists", name);
          }
          var lock = new Lock(Lock.Strength.EXCLUSIVE, Optional.empty(), 0, "ALTER TABLE");
          scope.lockCollection(from, CollectionLock.ACCESS_EXCLUSIVE, lock);
          List<byte[]> documents = new ArrayList<>();
          run.rows().each(documents::add);
          TablePlanner.create(scope, moved);
          scope.insert(new InsertOperation(to, documents, false, true));
          redirect(scope, from, to);
          scope.dropCollection(from);
        });
  }

  private List<ForeignKey> own(Namespace from, Namespace to) {
    return table.foreignKeys().stream().map(key -> redirected(key, from, to)).toList();
  }

  private static ForeignKey redirected(ForeignKey key, Namespace from, Namespace to) {
    return key.target().equals(from) ? key.withTarget(to) : key;
  }

  private static void redirect(StatementScope scope, Namespace from, Namespace to) {
    for (CollectionDescriptor other : scope.collections()) {
      boolean refers = other.foreignKeys().stream().anyMatch(key -> key.target().equals(from));
      if (refers && !other.namespace().equals(from)) {
        scope.alterCollection(
            other.withConstraints(
                other.checks(),
                other.foreignKeys().stream().map(key -> redirected(key, from, to)).toList()));
      }
    }
  }

  private SqlFailure failure(SqlState state, String message, SqlIdentifier place) {
    return new SqlFailure(
        state, message, planner.sql(), SqlText.position(place.getParserPosition()));
  }
}

package org.duetdb.sql.session;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TableDescription.ForeignKeyDescription;
import org.duetdb.sql.TableDescription.IndexDescription;
import org.duetdb.sql.TableDescription.Kind;
import org.duetdb.sql.TableDescription.SqlColumnDefinition;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.type.SqlTypes;

/** The catalog as metadata reports it. */
final class Descriptions {
  private Descriptions() {}

  static List<TableDescription> of(CatalogView view) {
    return view.tables().stream().map(table -> table(view, table)).toList();
  }

  /** The schemas that hold a table, and the session's own. */
  static List<String> schemas(CatalogView view, String own) {
    var names = new TreeSet<>(view.schemas());
    names.add(own);
    return List.copyOf(names);
  }

  private static TableDescription table(CatalogView view, CollectionTable table) {
    List<SqlColumnDefinition> columns = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      if (!column.name().equals(CollectionTable.DOCUMENT)) {
        columns.add(column(table, column));
      }
    }
    List<String> key =
        table.keyColumns().stream().map(place -> table.columns().get(place).name()).toList();
    return new TableDescription(
        table.namespace().database(),
        table.name(),
        table.isView() ? Kind.VIEW : table.isDeclared() ? Kind.TABLE : Kind.COLLECTION,
        table.descriptor().properties().getOrDefault(Properties.COMMENT, ""),
        List.copyOf(columns),
        key,
        indexes(table, key),
        foreignKeys(view, table));
  }

  private static List<IndexDescription> indexes(CollectionTable table, List<String> key) {
    List<IndexDescription> indexes = new ArrayList<>();
    if (!key.isEmpty()) {
      indexes.add(
          new IndexDescription(
              table.name() + "_pkey", true, key, key.stream().map(name -> false).toList(), ""));
    }
    for (IndexDescriptor index : table.descriptor().indexes()) {
      indexes.add(
          new IndexDescription(
              index.name(),
              index.unique(),
              index.keys().stream().map(each -> name(table, each.path())).toList(),
              index.keys().stream().map(IndexDescriptor.Key::descending).toList(),
              index.partial().map(some -> some.filter().toJson()).orElse("")));
    }
    return indexes;
  }

  /** The column that lies at a path, or the path itself. */
  private static String name(CollectionTable table, FieldPath path) {
    return table.columns().stream()
        .filter(column -> column.path().equals(path))
        .map(TableColumn::name)
        .findFirst()
        .orElseGet(path::toString);
  }

  private static List<ForeignKeyDescription> foreignKeys(CatalogView view, CollectionTable table) {
    List<ForeignKeyDescription> keys = new ArrayList<>();
    for (CollectionDescriptor.ForeignKey key : table.descriptor().foreignKeys()) {
      Namespace target = key.target();
      List<String> columns =
          key.targetColumns().isEmpty()
              ? view.table(target.database(), target.collection())
                  .map(parent -> parent.descriptor().primaryKey())
                  .orElse(List.of())
              : key.targetColumns();
      keys.add(
          new ForeignKeyDescription(
              key.name(),
              key.columns(),
              target.database(),
              target.collection(),
              columns,
              ForeignKeyDescription.Action.valueOf(key.onUpdate().name()),
              ForeignKeyDescription.Action.valueOf(key.onDelete().name())));
    }
    return keys;
  }

  private static SqlColumnDefinition column(CollectionTable table, TableColumn column) {
    return new SqlColumnDefinition(
        SqlTypes.column(
            column.name(),
            column.name(),
            table.name(),
            table.namespace().database(),
            column.type(),
            table.descriptor().properties().containsKey(Properties.identity(column.name()))),
        column.defaultText().orElse(""),
        table.descriptor().properties().getOrDefault(Properties.comment(column.name()), ""));
  }
}

package org.duetdb.driver.metadata;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlType;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TableDescription.ForeignKeyDescription;
import org.duetdb.sql.TableDescription.IndexDescription;
import org.jspecify.annotations.Nullable;

/** The keys and indexes of the tables in a {@link TableCatalog}. */
public final class KeyCatalog {
  private final TableCatalog catalog;

  /** The keys of that catalog's tables. */
  public KeyCatalog(TableCatalog catalog) {
    this.catalog = catalog;
  }

  private List<TableDescription> tables(
      @Nullable String wantedCatalog, @Nullable String schema, @Nullable String table) {
    return catalog
        .matching(wantedCatalog, NamePattern.exactly(schema), NamePattern.exactly(table))
        .toList();
  }

  /** What {@code getPrimaryKeys} answers. */
  public CatalogRows primaryKeys(
      @Nullable String wantedCatalog, @Nullable String schema, @Nullable String name) {
    var columns =
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
            .add("KEY_SEQ", SqlType.SMALLINT)
            .texts("PK_NAME");
    var rows = new ArrayList<@Nullable Object[]>();
    for (TableDescription table : tables(wantedCatalog, schema, name)) {
      List<String> key = table.primaryKey();
      for (int i = 0; i < key.size(); i++) {
        rows.add(
            new @Nullable Object[] {
              catalog.name(), table.schema(), table.name(), key.get(i), i + 1, keyName(table)
            });
      }
    }
    rows.sort(byText(3));
    return new CatalogRows(columns.list(), rows);
  }

  /** The name of a table's primary key: its index stands first. */
  private static @Nullable String keyName(TableDescription table) {
    return table.primaryKey().isEmpty() || table.indexes().isEmpty()
        ? null
        : table.indexes().get(0).name();
  }

  /** The name of the unique key that some columns of a table are. */
  private static @Nullable String keyName(TableDescription table, List<String> columns) {
    return table.indexes().stream()
        .filter(IndexDescription::unique)
        .filter(index -> Set.copyOf(index.columns()).equals(Set.copyOf(columns)))
        .map(IndexDescription::name)
        .findFirst()
        .orElseGet(() -> keyName(table));
  }

  /** What {@code getIndexInfo} answers. */
  public CatalogRows indexes(
      @Nullable String wantedCatalog,
      @Nullable String schema,
      @Nullable String name,
      boolean uniqueOnly) {
    var columns =
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME")
            .add("NON_UNIQUE", SqlType.BOOLEAN)
            .texts("INDEX_QUALIFIER", "INDEX_NAME")
            .add("TYPE", SqlType.SMALLINT)
            .add("ORDINAL_POSITION", SqlType.SMALLINT)
            .texts("COLUMN_NAME", "ASC_OR_DESC")
            .add("CARDINALITY", SqlType.BIGINT)
            .add("PAGES", SqlType.BIGINT)
            .texts("FILTER_CONDITION");
    var rows = new ArrayList<@Nullable Object[]>();
    for (TableDescription table : tables(wantedCatalog, schema, name)) {
      table.indexes().stream()
          .filter(index -> index.unique() || !uniqueOnly)
          .sorted(
              Comparator.comparing((IndexDescription index) -> !index.unique())
                  .thenComparing(IndexDescription::name))
          .forEach(index -> addIndex(rows, table, index));
    }
    return new CatalogRows(columns.list(), rows);
  }

  private void addIndex(
      List<@Nullable Object[]> rows, TableDescription table, IndexDescription index) {
    for (int i = 0; i < index.columns().size(); i++) {
      rows.add(
          new @Nullable Object[] {
            catalog.name(),
            table.schema(),
            table.name(),
            !index.unique(),
            null,
            index.name(),
            (int) DatabaseMetaData.tableIndexOther,
            i + 1,
            index.columns().get(i),
            index.descending().get(i) ? "D" : "A",
            0L, // an estimate is allowed; nothing is counted for metadata
            0L,
            index.condition().isEmpty() ? null : index.condition()
          });
    }
  }

  /** What {@code getBestRowIdentifier} answers: the primary key's columns. */
  public CatalogRows bestRowIdentifier(
      @Nullable String wantedCatalog,
      @Nullable String schema,
      @Nullable String name,
      boolean nullable) {
    var columns =
        new Columns()
            .add("SCOPE", SqlType.SMALLINT)
            .texts("COLUMN_NAME")
            .numbers("DATA_TYPE")
            .texts("TYPE_NAME")
            .numbers("COLUMN_SIZE", "BUFFER_LENGTH")
            .add("DECIMAL_DIGITS", SqlType.SMALLINT)
            .add("PSEUDO_COLUMN", SqlType.SMALLINT);
    var rows = new ArrayList<@Nullable Object[]>();
    for (TableDescription table : tables(wantedCatalog, schema, name)) {
      table.columns().stream()
          .map(TableDescription.SqlColumnDefinition::column)
          .filter(column -> table.primaryKey().contains(column.name()))
          .filter(column -> nullable || !column.nullable())
          .forEach(column -> rows.add(identifierRow(column)));
    }
    return new CatalogRows(columns.list(), rows);
  }

  private static @Nullable Object[] identifierRow(SqlColumn column) {
    return new @Nullable Object[] {
      DatabaseMetaData.bestRowSession,
      column.name(),
      JdbcType.of(column.type()).code(),
      JdbcType.nameWithoutLimits(column.typeName()),
      TableCatalog.size(column),
      null,
      column.scale(),
      DatabaseMetaData.bestRowNotPseudo
    };
  }

  /** What {@code getImportedKeys} answers: the foreign keys of a table. */
  public CatalogRows importedKeys(
      @Nullable String wantedCatalog, @Nullable String schema, @Nullable String name) {
    var rows = foreignKeys(null, null, null, wantedCatalog, schema, name);
    rows.sort(byText(1).thenComparing(byText(2)).thenComparing(byNumber(8)));
    return new CatalogRows(foreignKeyColumns(), rows);
  }

  /** What {@code getExportedKeys} answers: the foreign keys that refer to a table. */
  public CatalogRows exportedKeys(
      @Nullable String wantedCatalog, @Nullable String schema, @Nullable String name) {
    var rows = foreignKeys(wantedCatalog, schema, name, null, null, null);
    rows.sort(byText(5).thenComparing(byText(6)).thenComparing(byNumber(8)));
    return new CatalogRows(foreignKeyColumns(), rows);
  }

  /** What {@code getCrossReference} answers: the foreign keys from one table to another. */
  public CatalogRows crossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parent,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreign) {
    var rows =
        foreignKeys(parentCatalog, parentSchema, parent, foreignCatalog, foreignSchema, foreign);
    rows.sort(byText(5).thenComparing(byText(6)).thenComparing(byNumber(8)));
    return new CatalogRows(foreignKeyColumns(), rows);
  }

  private static List<SqlColumn> foreignKeyColumns() {
    return new Columns()
        .texts("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME")
        .texts("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "FKCOLUMN_NAME")
        .add("KEY_SEQ", SqlType.SMALLINT)
        .add("UPDATE_RULE", SqlType.SMALLINT)
        .add("DELETE_RULE", SqlType.SMALLINT)
        .texts("FK_NAME", "PK_NAME")
        .add("DEFERRABILITY", SqlType.SMALLINT)
        .list();
  }

  private List<@Nullable Object[]> foreignKeys(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parent,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreign) {
    var rows = new ArrayList<@Nullable Object[]>();
    List<TableDescription> parents = tables(parentCatalog, parentSchema, parent);
    for (TableDescription table : tables(foreignCatalog, foreignSchema, foreign)) {
      for (ForeignKeyDescription key : table.foreignKeys()) {
        parents.stream()
            .filter(target -> target.schema().equals(key.targetSchema()))
            .filter(target -> target.name().equals(key.targetTable()))
            .forEach(target -> addForeignKey(rows, target, table, key));
      }
    }
    return rows;
  }

  private static int rule(ForeignKeyDescription.Action action) {
    return switch (action) {
      case REFUSE -> DatabaseMetaData.importedKeyNoAction;
      case CASCADE -> DatabaseMetaData.importedKeyCascade;
      case SET_NULL -> DatabaseMetaData.importedKeySetNull;
    };
  }

  private void addForeignKey(
      List<@Nullable Object[]> rows,
      TableDescription target,
      TableDescription table,
      ForeignKeyDescription key) {
    for (int i = 0; i < key.columns().size(); i++) {
      rows.add(
          new @Nullable Object[] {
            catalog.name(),
            target.schema(),
            target.name(),
            key.targetColumns().get(i),
            catalog.name(),
            table.schema(),
            table.name(),
            key.columns().get(i),
            i + 1,
            rule(key.onUpdate()),
            rule(key.onDelete()),
            key.name(),
            keyName(target, key.targetColumns()),
            DatabaseMetaData.importedKeyNotDeferrable
          });
    }
  }

  private static Comparator<@Nullable Object[]> byText(int column) {
    return Comparator.comparing(row -> String.valueOf(row[column]));
  }

  private static Comparator<@Nullable Object[]> byNumber(int column) {
    return Comparator.comparing(row -> row[column] instanceof Integer number ? number : 0);
  }
}

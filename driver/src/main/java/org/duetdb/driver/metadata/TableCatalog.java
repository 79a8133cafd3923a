package org.duetdb.driver.metadata;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlType;
import org.duetdb.sql.TableDescription;
import org.jspecify.annotations.Nullable;

/** The tables, views and columns that a session sees. */
public final class TableCatalog {
  private static final int DECIMAL_RADIX = 10;

  private final String catalog;
  private final List<TableDescription> tables;

  /** The catalog of that name with these tables. */
  public TableCatalog(String catalog, List<TableDescription> tables) {
    this.catalog = catalog;
    this.tables = tables;
  }

  /** JDBC's word for what a table is. A collection is a table whose columns nobody declared. */
  static String tableType(TableDescription.Kind kind) {
    return switch (kind) {
      case TABLE, COLLECTION -> "TABLE";
      case VIEW -> "VIEW";
      case SYSTEM_VIEW -> "SYSTEM VIEW";
    };
  }

  /** The tables whose schema and name match, by schema and name. */
  Stream<TableDescription> matching(
      @Nullable String wantedCatalog, NamePattern schema, NamePattern name) {
    if (wantedCatalog != null && !wantedCatalog.equalsIgnoreCase(catalog)) {
      return Stream.empty();
    }
    return tables.stream()
        .filter(table -> schema.matches(table.schema()) && name.matches(table.name()))
        .sorted(
            Comparator.comparing(TableDescription::schema).thenComparing(TableDescription::name));
  }

  String name() {
    return catalog;
  }

  /** What {@code getTables} answers. */
  public CatalogRows tables(
      @Nullable String wantedCatalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      String @Nullable [] types) {
    var columns =
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS")
            .texts("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME")
            .texts("SELF_REFERENCING_COL_NAME", "REF_GENERATION");
    List<String> wanted = types == null ? List.of() : Arrays.asList(types);
    List<@Nullable Object[]> rows =
        matching(wantedCatalog, NamePattern.of(schemaPattern), NamePattern.of(namePattern))
            .filter(table -> types == null || wanted.contains(tableType(table.kind())))
            .sorted(Comparator.comparing(table -> tableType(table.kind())))
            .map(this::tableRow)
            .toList();
    return new CatalogRows(columns.list(), rows);
  }

  private @Nullable Object[] tableRow(TableDescription table) {
    return new @Nullable Object[] {
      catalog,
      table.schema(),
      table.name(),
      tableType(table.kind()),
      table.remarks(),
      null,
      null,
      null,
      null,
      null
    };
  }

  /** What {@code getColumns} answers. */
  public CatalogRows columns(
      @Nullable String wantedCatalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    var columns =
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
            .numbers("DATA_TYPE")
            .texts("TYPE_NAME")
            .numbers("COLUMN_SIZE", "BUFFER_LENGTH", "DECIMAL_DIGITS", "NUM_PREC_RADIX")
            .numbers("NULLABLE")
            .texts("REMARKS", "COLUMN_DEF")
            .numbers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH")
            .numbers("ORDINAL_POSITION")
            .texts("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE")
            .add("SOURCE_DATA_TYPE", SqlType.SMALLINT)
            .texts("IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN");
    NamePattern wanted = NamePattern.of(columnPattern);
    var rows = new ArrayList<@Nullable Object[]>();
    matching(wantedCatalog, NamePattern.of(schemaPattern), NamePattern.of(tablePattern))
        .forEach(table -> addColumns(rows, table, wanted));
    return new CatalogRows(columns.list(), rows);
  }

  private void addColumns(
      List<@Nullable Object[]> rows, TableDescription table, NamePattern wanted) {
    int position = 0;
    for (var definition : table.columns()) {
      position++;
      if (wanted.matches(definition.column().name())) {
        rows.add(columnRow(table, definition, position));
      }
    }
  }

  private @Nullable Object[] columnRow(
      TableDescription table, TableDescription.SqlColumnDefinition definition, int position) {
    SqlColumn column = definition.column();
    JdbcType type = JdbcType.of(column.type());
    String defaultText = definition.defaultText();
    return new @Nullable Object[] {
      catalog,
      table.schema(),
      table.name(),
      column.name(),
      type.code(),
      JdbcType.nameWithoutLimits(column.typeName()),
      size(column),
      null,
      JdbcType.isSigned(column.type()) ? column.scale() : null,
      JdbcType.isSigned(column.type()) ? DECIMAL_RADIX : null,
      column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      definition.remarks(),
      defaultText.isEmpty() ? null : defaultText,
      null,
      null,
      isText(column.type()) ? size(column) : null,
      position,
      yesOrNo(column.nullable()),
      null,
      null,
      null,
      null,
      yesOrNo(column.generated()),
      "NO"
    };
  }

  /** The most digits, characters or bytes of a column's values. */
  static int size(SqlColumn column) {
    return column.precision() > 0 ? column.precision() : JdbcType.of(column.type()).precision();
  }

  private static boolean isText(SqlType type) {
    return type == SqlType.CHAR || type == SqlType.VARCHAR;
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "YES" : "NO";
  }
}

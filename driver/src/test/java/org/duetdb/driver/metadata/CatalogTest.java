package org.duetdb.driver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlType;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TableDescription.ForeignKeyDescription;
import org.duetdb.sql.TableDescription.IndexDescription;
import org.duetdb.sql.TableDescription.SqlColumnDefinition;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final TableDescription CUSTOMER =
      table(
          "shop",
          "customer",
          TableDescription.Kind.TABLE,
          List.of("id"),
          List.of(
              new IndexDescription("customer_pk", true, List.of("id"), List.of(false), ""),
              new IndexDescription(
                  "by_name", false, List.of("name", "id"), List.of(true, false), "")),
          List.of(),
          column("id", SqlType.INTEGER, "INTEGER", 0, false),
          column("name", SqlType.VARCHAR, "VARCHAR(20)", 20, true));
  private static final TableDescription ORDER =
      table(
          "shop",
          "order",
          TableDescription.Kind.TABLE,
          List.of("customer", "no"),
          List.of(
              new IndexDescription(
                  "order_pk", true, List.of("customer", "no"), List.of(false, false), "")),
          List.of(
              new ForeignKeyDescription(
                  "order_customer",
                  List.of("customer"),
                  "shop",
                  "customer",
                  List.of("id"),
                  ForeignKeyDescription.Action.SET_NULL,
                  ForeignKeyDescription.Action.CASCADE)),
          column("customer", SqlType.INTEGER, "INTEGER", 0, false),
          column("no", SqlType.DECIMAL, "DECIMAL(10, 2)", 10, false));
  private static final TableDescription LOG =
      table(
          "test",
          "log",
          TableDescription.Kind.COLLECTION,
          List.of(),
          List.of(),
          List.of(),
          column("_id", SqlType.ANY, "ANY", 0, false));
  private static final TableDescription RICH =
      table(
          "shop",
          "rich",
          TableDescription.Kind.VIEW,
          List.of(),
          List.of(),
          List.of(),
          column("id", SqlType.INTEGER, "INTEGER", 0, true));

  private final TableCatalog tables = new TableCatalog("db", List.of(RICH, LOG, ORDER, CUSTOMER));
  private final KeyCatalog keys = new KeyCatalog(tables);

  private static SqlColumn column(
      String name, SqlType type, String typeName, int precision, boolean nullable) {
    int scale = type == SqlType.DECIMAL ? 2 : 0;
    return new SqlColumn(name, name, "", "", type, typeName, precision, scale, nullable, false);
  }

  private static TableDescription table(
      String schema,
      String name,
      TableDescription.Kind kind,
      List<String> key,
      List<IndexDescription> indexes,
      List<ForeignKeyDescription> foreignKeys,
      SqlColumn... columns) {
    var definitions = new ArrayList<SqlColumnDefinition>();
    for (SqlColumn column : columns) {
      definitions.add(new SqlColumnDefinition(column, "", ""));
    }
    return new TableDescription(schema, name, kind, "", definitions, key, indexes, foreignKeys);
  }

  /** The named columns of all rows. */
  private static List<List<Object>> select(CatalogRows answer, String... names) {
    var all = new ArrayList<List<Object>>();
    for (Object[] row : answer.rows()) {
      assertThat(row).hasSameSizeAs(answer.columns());
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < row.length; i++) {
        values.put(answer.columns().get(i).label(), row[i]);
      }
      assertThat(values).containsKeys(names);
      var selected = new ArrayList<Object>();
      for (String name : names) {
        selected.add(values.get(name));
      }
      all.add(selected);
    }
    return all;
  }

  @Test
  void tablesComeByTypeSchemaAndName() {
    assertThat(select(tables.tables(null, null, "%", null), "TABLE_SCHEM", "TABLE_NAME"))
        .containsExactly(
            List.of("shop", "customer"),
            List.of("shop", "order"),
            List.of("test", "log"),
            List.of("shop", "rich"));
  }

  @Test
  void tablesAreFilteredByCatalogPatternAndType() {
    assertThat(select(tables.tables("db", "sh_p", "%r", null), "TABLE_NAME"))
        .containsExactly(List.of("customer"), List.of("order"));
    assertThat(select(tables.tables("other", null, null, null), "TABLE_NAME")).isEmpty();
    assertThat(select(tables.tables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
        .containsExactly(List.of("rich"));
  }

  @Test
  void columnsHaveJdbcsTwentyFourColumns() {
    var answer = tables.columns(null, null, "customer", "%");

    assertThat(answer.columns()).hasSize(24);
    assertThat(
            select(
                answer,
                "COLUMN_NAME",
                "DATA_TYPE",
                "TYPE_NAME",
                "COLUMN_SIZE",
                "NULLABLE",
                "IS_NULLABLE",
                "ORDINAL_POSITION"))
        .containsExactly(
            List.of("id", Types.INTEGER, "INTEGER", 10, DatabaseMetaData.columnNoNulls, "NO", 1),
            List.of(
                "name", Types.VARCHAR, "VARCHAR", 20, DatabaseMetaData.columnNullable, "YES", 2));
  }

  @Test
  void aColumnKeepsItsPositionWhenOthersAreFilteredOut() {
    assertThat(
            select(
                tables.columns(null, "shop", "order", "n_"),
                "COLUMN_NAME",
                "ORDINAL_POSITION",
                "DECIMAL_DIGITS"))
        .containsExactly(List.of("no", 2, 2));
  }

  @Test
  void primaryKeysComeByColumnNameWithTheirPlaceInTheKey() {
    assertThat(select(keys.primaryKeys(null, "shop", "order"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"))
        .containsExactly(List.of("customer", 1, "order_pk"), List.of("no", 2, "order_pk"));
    assertThat(keys.primaryKeys(null, null, "log").rows()).isEmpty();
  }

  @Test
  void indexesComeUniqueOnesFirst() {
    assertThat(
            select(
                keys.indexes(null, null, "customer", false),
                "NON_UNIQUE",
                "INDEX_NAME",
                "ORDINAL_POSITION",
                "COLUMN_NAME",
                "ASC_OR_DESC"))
        .containsExactly(
            List.of(false, "customer_pk", 1, "id", "A"),
            List.of(true, "by_name", 1, "name", "D"),
            List.of(true, "by_name", 2, "id", "A"));
    assertThat(select(keys.indexes(null, null, "customer", true), "INDEX_NAME"))
        .containsExactly(List.of("customer_pk"));
  }

  @Test
  void aForeignKeyIsImportedByOneTableAndExportedByTheOther() {
    var expected =
        List.<Object>of("customer", "id", "order", "customer", 1, "order_customer", "customer_pk");
    String[] names = {
      "PKTABLE_NAME",
      "PKCOLUMN_NAME",
      "FKTABLE_NAME",
      "FKCOLUMN_NAME",
      "KEY_SEQ",
      "FK_NAME",
      "PK_NAME"
    };

    assertThat(select(keys.importedKeys(null, "shop", "order"), names)).containsExactly(expected);
    assertThat(select(keys.exportedKeys(null, "shop", "customer"), names))
        .containsExactly(expected);
    assertThat(select(keys.crossReference(null, null, "customer", null, null, "order"), names))
        .containsExactly(expected);
    assertThat(keys.importedKeys(null, null, "customer").rows()).isEmpty();
    assertThat(keys.exportedKeys(null, null, "order").rows()).isEmpty();
  }

  @Test
  void theBestRowIdentifierIsThePrimaryKey() {
    assertThat(
            select(keys.bestRowIdentifier(null, null, "order", true), "COLUMN_NAME", "DATA_TYPE"))
        .containsExactly(List.of("customer", Types.INTEGER), List.of("no", Types.DECIMAL));
  }

  @Test
  void schemasAreFilteredByPattern() {
    var schemas = List.of("test", "shop");

    assertThat(select(FixedCatalog.schemas("db", schemas, null, null), "TABLE_SCHEM"))
        .containsExactly(List.of("shop"), List.of("test"));
    assertThat(select(FixedCatalog.schemas("db", schemas, "db", "s%"), "TABLE_SCHEM"))
        .containsExactly(List.of("shop"));
  }

  @Test
  void typesComeByTheirNumber() {
    assertThat(select(FixedCatalog.types(), "DATA_TYPE"))
        .isSortedAccordingTo((a, b) -> (int) a.get(0) - (int) b.get(0))
        .contains(List.of(Types.VARCHAR), List.of(Types.DECIMAL));
  }
}
